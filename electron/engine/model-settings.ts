import type { ModelManifest } from '../contract/models.ts';
import type { ScorerSettings } from '../core/scoring/scorer-messages.ts';

type ModelSettings = Omit<
  ScorerSettings,
  | 'sampleRate'
  | 'windowSamples'
  | 'hopSamples'
  | 'levelNormalisation'
  | 'outputIndexes'
  | 'batchSize'
  | 'isBackground'
  | 'inferenceThreads'
>;

/** What a scorer must know of a model, whatever the run. */
export function modelSettings(modelPath: string, manifest: ModelManifest, labelCount: number): ModelSettings {
  const { family, outputs, activation, levelTarget, removeMean, bandPass, image, head, frames } = manifest;
  return {
    modelPath,
    family,
    inputName: manifest.input.name,
    scoresName: outputs.scores,
    embeddingsName: outputs.embeddings,
    labelCount,
    activation,
    levelTarget,
    removeMean,
    bandPass,
    image,
    head,
    frames,
  };
}
