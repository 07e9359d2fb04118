import type { Activation, ModelDescription, TensorDescription } from '../../../electron/contract/models.ts';

export interface PickedOutputs {
  readonly scores: TensorDescription;
  readonly embeddings: TensorDescription | undefined;
  /** How the score output was told from the others. */
  readonly how: string;
  readonly isSure: boolean;
}

const scoreNames = /logit|score|predict|prob|label|class|output|sigmoid|softmax|species/iu;
const embeddingNames = /embed|feature|avg_?pool|hidden|latent/iu;
const pictureNames = /spectrogram|spectrum|mel|spatial|attention/iu;
const frameNames = /frame/iu;

/** One row of numbers a window: dimensions of 1 do not count. */
const isRow = ({ shape }: TensorDescription): boolean =>
  shape.length === 1 || (shape.length > 1 && shape.slice(1).filter((size) => size !== 1).length <= 1);

/** Numbers a window, of frames those of one frame; -1 where the file does not say. */
export function widthOf(output: TensorDescription): number {
  const { shape } = output;
  if (shape.length === 1) {
    return shape[0] ?? -1;
  }
  return isRow(output) ? (shape.slice(1).find((size) => size !== 1) ?? 1) : (shape.at(-1) ?? -1);
}

export function findEmbeddings(description: ModelDescription, width?: number): TensorDescription | undefined {
  const rows = description.outputs.filter((output) => output.type === 'float32' && isRow(output));
  const fitting = rows.filter((output) => width === undefined || width < 0 || widthOf(output) === width);
  const named = fitting.find((output) => embeddingNames.test(output.name) && !pictureNames.test(output.name));
  return named ?? (width === undefined ? undefined : fitting[0]);
}

/** The output that holds the scores: by the number of labels, then by its name, then by its rank; never by position alone. */
export function pickOutputs(description: ModelDescription, labelCount: number | null): PickedOutputs | null {
  const readable = description.outputs.filter((output) => output.type === 'float32');
  const embeddings = findEmbeddings(description);
  const sounding = readable.filter((output) => !pictureNames.test(output.name));
  const rows = sounding.filter((output) => isRow(output) && !frameNames.test(output.name));
  const candidates = rows.filter((output) => output !== embeddings);
  const counted = labelCount === null ? [] : rows.filter((output) => widthOf(output) === labelCount);
  const named = candidates.filter((output) => scoreNames.test(output.name));
  const namedCounted = counted.find((output) => scoreNames.test(output.name) && output !== embeddings);
  const byCount = namedCounted ?? counted.find((output) => output !== embeddings) ?? counted[0];
  if (byCount !== undefined) {
    const isSure = counted.length === 1 || namedCounted !== undefined;
    const how = `its output “${byCount.name}” has as many numbers as there are labels (${labelCount ?? 0})`;
    return { scores: byCount, embeddings: embeddings === byCount ? undefined : embeddings, how, isSure };
  }
  const byName = named[0];
  if (byName !== undefined) {
    const how = `its output “${byName.name}” is named like scores`;
    return { scores: byName, embeddings, how, isSure: named.length === 1 };
  }
  const byRank = candidates[0] ?? sounding.find((output) => output !== embeddings && !isRow(output));
  return byRank === undefined
    ? null
    : {
        scores: byRank,
        embeddings,
        how: `its output “${byRank.name}” is the one that could be scores`,
        isSure: candidates.length === 1,
      };
}

/** By the output's name: what is called a probability is one already. */
export function guessActivation(output: TensorDescription): { activation: Activation; isSure: boolean } {
  if (/logit/iu.test(output.name)) {
    return { activation: 'sigmoid', isSure: true };
  }
  if (/prob|predict|score|sigmoid|softmax|confidence/iu.test(output.name)) {
    return { activation: 'none', isSure: false };
  }
  return { activation: 'sigmoid', isSure: false };
}
