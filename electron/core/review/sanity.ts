import type { Reading } from '../scoring/confidence.ts';
import { recordingStateCode, type RankedScores } from './ranked-scores.ts';

/** Fewer files than this say nothing about a model: they may simply be alike. */
const fewestFiles = 10;
const fewestForAllPositive = 50;
const surelyPositive = Math.fround(0.99);
const positiveShare = 0.95;
const silentBelow = 0.05;
const hardlyVaryingRange = 0.02;

interface ScoreSummary {
  readonly files: number;
  readonly positive: number;
  readonly lowestRaw: number;
  readonly highestRaw: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * What looks wrong with a run as a whole, over its scored files (zero scores and failed files say nothing of the model):
 * raw scores that do not fit the activation, no variation at all, nearly everything positive, everything silent, hardly
 * any variation. At most one sentence of the last four, because each explains the next.
 */
export function sanityWarnings(scores: RankedScores, reading: Reading): string[] {
  const summary = summarise(scores);
  if (summary.files < fewestFiles) {
    return [];
  }
  return [activationWarning(summary, reading), spreadWarning(summary)].filter((warning) => warning !== null);
}

function summarise(scores: RankedScores): ScoreSummary {
  let files = 0;
  let positive = 0;
  let lowestRaw = Number.POSITIVE_INFINITY;
  let highestRaw = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < scores.states.length; place += 1) {
    if (scores.states[place] !== recordingStateCode.scored) {
      continue;
    }
    const raw = scores.raw[place] ?? 0;
    const confidence = scores.confidence[place] ?? 0;
    files += 1;
    positive += confidence >= surelyPositive ? 1 : 0;
    lowestRaw = Math.min(lowestRaw, raw);
    highestRaw = Math.max(highestRaw, raw);
    lowest = Math.min(lowest, confidence);
    highest = Math.max(highest, confidence);
  }
  return { files, positive, lowestRaw, highestRaw, lowest, highest };
}

function activationWarning({ files, lowestRaw, highestRaw }: ScoreSummary, { activation }: Reading): string | null {
  const looksLikeProbability = lowestRaw >= 0 && highestRaw <= 1;
  if (activation === 'sigmoid' && looksLikeProbability) {
    return `All ${files} raw scores lie between 0 and 1: the activation is probably inside the model already, and a second one squeezes every confidence into 0.50 to 0.73. Set the activation of this run to “none”; nothing has to be rescored.`;
  }
  if (activation === 'none' && !looksLikeProbability) {
    return `Raw scores reach from ${shown(lowestRaw)} to ${shown(highestRaw)}, which no probability does: the model probably gives logits. Set the activation of this run to “sigmoid”; nothing has to be rescored.`;
  }
  return null;
}

function spreadWarning(summary: ScoreSummary): string | null {
  const { files, positive, lowestRaw, highestRaw, lowest, highest } = summary;
  if (lowestRaw === highestRaw) {
    return `All ${files} scored files have the same score (${shown(highestRaw)}). The model does not seem to hear them: check its input, its sample rate and its label order.`;
  }
  if (files >= fewestForAllPositive && positive > positiveShare * files) {
    const percent = Math.floor((100 * positive) / files);
    return `${percent} % of ${files} scored files reach 0.99: a model that calls nearly everything positive. Likely causes: a wrong label order, an activation that is inside the model already, a wrong sample rate, or a classifier trained without enough negatives. Listen to a few before you select.`;
  }
  if (highest < silentBelow) {
    return `No file reaches ${silentBelow} (the highest is ${shown(highest)}). Likely causes: a wrong label order, a wrong sample rate, or recordings too quiet for this model; try peak normalisation. It may also be true that nothing calls here.`;
  }
  if (highest - lowest < hardlyVaryingRange) {
    return `Confidence hardly varies: all ${files} files lie between ${shown(lowest)} and ${shown(highest)}. Likely causes: a wrong activation, a wrong sample rate, a wrong label order, or a level too low for this model (try peak normalisation).`;
  }
  return null;
}

function shown(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
