import {
  elementTypes,
  type ElementType,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-model.ts';

/** A tensor in a graph under construction, known by its name. */
export interface Wire {
  readonly name: string;
}

/** Collects nodes and constants in the order in which they are added, which is the order ONNX wants. */
export class GraphBuilder {
  readonly #name: string;
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: Record<string, OnnxTensor> = {};
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  #count = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** An input; dimensions given as a word stay free. */
  input(name: string, shape: readonly (number | string)[], type: ElementType = 'float32'): Wire {
    this.#inputs.push({ name, shape, type });
    return { name };
  }

  /** A float32 weight or constant. */
  constant(values: Float32Array, shape: readonly number[]): Wire {
    return this.#keep({ kind: 'float', shape, values });
  }

  scalar(value: number): Wire {
    return this.constant(Float32Array.of(value), []);
  }

  /** Shapes and axes, which ONNX passes as int64 tensors. */
  integers(values: readonly number[]): Wire {
    return this.#keep({ kind: 'int64', shape: [values.length], values });
  }

  /** One int64 without a shape, as frame steps and lengths are passed. */
  integer(value: number): Wire {
    return this.#keep({ kind: 'int64', shape: [], values: [value] });
  }

  #keep(tensor: OnnxTensor): Wire {
    const name = `constant_${Object.keys(this.#constants).length}`;
    this.#constants[name] = tensor;
    return { name };
  }

  /** Adds one operator and returns its output. */
  node(operator: string, inputs: readonly Wire[], attributes: Readonly<Record<string, OnnxAttribute>> = {}): Wire {
    this.#count += 1;
    const output = `${operator.toLowerCase()}_${this.#count}`;
    this.#nodes.push({ operator, inputs: inputs.map(({ name }) => name), outputs: [output], attributes });
    return { name: output };
  }

  /** The same numbers as another type. */
  cast(input: Wire, type: ElementType): Wire {
    return this.node('Cast', [input], { to: { kind: 'int', value: elementTypes[type] } });
  }

  /** Names a tensor as an output of the model. */
  output(name: string, wire: Wire, shape: readonly (number | string)[], type: ElementType = 'float32'): void {
    this.#nodes.push({ operator: 'Identity', inputs: [wire.name], outputs: [name], attributes: {} });
    this.#outputs.push({ name, shape, type });
  }

  build(): OnnxGraph {
    return {
      name: this.#name,
      nodes: this.#nodes,
      constants: this.#constants,
      inputs: this.#inputs,
      outputs: this.#outputs,
    };
  }
}
