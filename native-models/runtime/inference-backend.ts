import type { ModelDescription } from '../../electron/contract/models.ts';

/** A loaded model. The runtime behind it is nobody else's business. */
export interface InferenceBackend {
  readonly description: ModelDescription;
  /** The most windows it takes at once: 1 where the graph fixes its batch dimension. */
  readonly maximumBatch: number;
  /**
   * Raw scores of `count` windows: float32, [count × labels], window by window.
   * Blocks the calling thread while the native code runs.
   */
  run(samples: Float32Array, count: number): Promise<Float32Array>;
  release(): Promise<void>;
}
