import { ProtobufMessage } from './protobuf.ts';

/** A constant of the graph. `shape` is empty for a scalar. */
export type OnnxTensor =
  | { readonly kind: 'float'; readonly shape: readonly number[]; readonly values: Float32Array }
  | { readonly kind: 'int64'; readonly shape: readonly number[]; readonly values: readonly number[] };

export type OnnxAttribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'string'; readonly value: string };

export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** TensorProto.DataType, those that inputs and outputs of sound models have. */
export const elementTypes = { float32: 1, int16: 5, int64: 7, string: 8, float16: 10, float64: 11 } as const;
export type ElementType = keyof typeof elementTypes;

/** An input or output; a dimension given as a word is free and carries that name. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | string)[];
  /** float32 where absent. */
  readonly type?: ElementType;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: Readonly<Record<string, OnnxTensor>>;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxModelOptions {
  /** Version of the operator set; 17 and below are read by every runtime of the last years. */
  readonly opset?: number;
  readonly irVersion?: number;
  readonly producer?: string;
  readonly description?: string;
  /** Free text by key, shown by model viewers. */
  readonly metadata?: Readonly<Record<string, string>>;
}

function tensorBytes(tensor: OnnxTensor): Uint8Array {
  const count = tensor.shape.reduce((product, size) => product * size, 1);
  if (tensor.values.length !== count) {
    throw new RangeError(`A tensor of shape [${tensor.shape.join(', ')}] cannot hold ${tensor.values.length} values.`);
  }
  if (tensor.kind === 'float') {
    const little = new DataView(new ArrayBuffer(count * 4));
    tensor.values.forEach((value, index) => little.setFloat32(index * 4, value, true));
    return new Uint8Array(little.buffer);
  }
  const wide = new DataView(new ArrayBuffer(count * 8));
  tensor.values.forEach((value, index) => wide.setBigInt64(index * 8, BigInt(value), true));
  return new Uint8Array(wide.buffer);
}

function encodeTensor(name: string, tensor: OnnxTensor): ProtobufMessage {
  const message = new ProtobufMessage();
  for (const size of tensor.shape) {
    message.integer(1, size);
  }
  message.integer(2, tensor.kind === 'float' ? elementTypes.float32 : elementTypes.int64);
  return message.string(8, name).bytes(9, tensorBytes(tensor));
}

/** AttributeProto: the value in the field of its type, and the type's number in field 20. */
function encodeAttribute(name: string, attribute: OnnxAttribute): ProtobufMessage {
  const message = new ProtobufMessage().string(1, name);
  switch (attribute.kind) {
    case 'float':
      return message.float(2, attribute.value).integer(20, 1);
    case 'int':
      return message.integer(3, attribute.value).integer(20, 2);
    case 'string':
      return message.string(4, attribute.value).integer(20, 3);
    case 'ints':
      for (const value of attribute.value) {
        message.integer(8, value);
      }
      return message.integer(20, 7);
  }
}

function encodeNode(node: OnnxNode, index: number): ProtobufMessage {
  const message = new ProtobufMessage();
  for (const input of node.inputs) {
    message.string(1, input);
  }
  for (const output of node.outputs) {
    message.string(2, output);
  }
  message.string(3, `${node.operator}_${index}`).string(4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    message.message(5, encodeAttribute(name, attribute));
  }
  return message;
}

function encodeValue(value: OnnxValue): ProtobufMessage {
  const shape = new ProtobufMessage();
  for (const size of value.shape) {
    const dimension = new ProtobufMessage();
    shape.message(1, typeof size === 'number' ? dimension.integer(1, size) : dimension.string(2, size));
  }
  const tensorType = new ProtobufMessage().integer(1, elementTypes[value.type ?? 'float32']).message(2, shape);
  return new ProtobufMessage().string(1, value.name).message(2, new ProtobufMessage().message(1, tensorType));
}

function encodeGraph(graph: OnnxGraph): ProtobufMessage {
  const message = new ProtobufMessage();
  graph.nodes.forEach((node, index) => message.message(1, encodeNode(node, index)));
  message.string(2, graph.name);
  for (const [name, tensor] of Object.entries(graph.constants)) {
    message.message(5, encodeTensor(name, tensor));
  }
  for (const input of graph.inputs) {
    message.message(11, encodeValue(input));
  }
  for (const output of graph.outputs) {
    message.message(12, encodeValue(output));
  }
  return message;
}

/** The bytes of an .onnx file (ModelProto, field numbers of onnx.proto of ONNX 1.12). The same graph gives the same bytes. */
export function encodeOnnxModel(graph: OnnxGraph, options: OnnxModelOptions = {}): Uint8Array {
  const message = new ProtobufMessage()
    .integer(1, options.irVersion ?? 8)
    .string(2, options.producer ?? 'earmark-builder')
    .string(6, options.description ?? '')
    .message(7, encodeGraph(graph))
    .message(8, new ProtobufMessage().string(1, '').integer(2, options.opset ?? 17));
  for (const [key, value] of Object.entries(options.metadata ?? {})) {
    message.message(14, new ProtobufMessage().string(1, key).string(2, value));
  }
  return message.finish();
}
