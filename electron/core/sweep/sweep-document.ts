import type { SweepValue } from '../../contract/sweeps.ts';

/** One section of a training configuration, in key order. */
export type SweepSection = Readonly<Record<string, SweepValue>>;

/** A training configuration (`base.yaml` or one experiment), in section order. */
export type SweepDocument = Readonly<Record<string, SweepSection>>;

export interface SweepExperiment {
  /** For example `stage5_008`, also the file's stem. */
  readonly name: string;
  readonly document: SweepDocument;
}

export interface ExpandedSweep {
  readonly base: SweepDocument;
  readonly experiments: readonly SweepExperiment[];
}

/** Name of the n-th experiment of a stage, from 1. */
export function experimentName(stage: number, number: number): string {
  return `stage${stage}_${String(number).padStart(3, '0')}`;
}
