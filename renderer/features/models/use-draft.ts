import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ManifestProposal, ModelInspection, ModelTrial } from '../../../electron/contract/model-inspection.ts';
import type { ModelManifest } from '../../../electron/contract/models.ts';
import type { OperationOutput } from '../../../electron/contract/operations.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { usedLabels, type LabelChoice } from './label-choice.ts';
import { draftProblems, problemOf, problemOfWarning, withEdits, type DraftProblem } from './manifest-draft.ts';

/** A chosen proposal with what the person changed of it. */
export interface Draft {
  readonly chosen: number;
  readonly proposal: ManifestProposal;
  readonly manifest: ModelManifest;
  /** Of just this manifest; null after the next change. */
  readonly trial: ModelTrial | null;
  choose(index: number): void;
  edit(change: Partial<ModelManifest>): void;
  /** Goes back to what is proposed. */
  forget(fields: readonly (keyof ModelManifest)[]): void;
  setTrial(trial: ModelTrial | null): void;
}

/** Null where nothing is proposed. Labels that were typed give way to a file that is chosen or dropped. */
export function useDraft({ proposals }: ModelInspection, labels: LabelChoice): Draft | null {
  const [chosen, setChosen] = useState(0);
  const [edits, setEdits] = useState<Partial<ModelManifest>>({});
  const [trial, setTrial] = useState<ModelTrial | null>(null);
  const [seenLabels, setSeenLabels] = useState(labels);
  if (labels !== seenLabels) {
    setSeenLabels(labels);
    setEdits(without(edits, ['labels', 'labelsFile']));
    setTrial(null);
  }
  const proposal = proposals[chosen] ?? proposals[0];
  if (proposal === undefined) {
    return null;
  }
  return {
    chosen,
    proposal,
    manifest: withEdits(proposal.manifest, edits),
    trial,
    choose: (index) => {
      setChosen(index);
      setEdits({});
      setTrial(null);
    },
    edit: (change) => {
      setEdits({ ...edits, ...change });
      setTrial(null);
    },
    forget: (fields) => {
      setEdits(without(edits, fields));
      setTrial(null);
    },
    setTrial,
  };
}

function without(edits: Partial<ModelManifest>, fields: readonly (keyof ModelManifest)[]): Partial<ModelManifest> {
  return Object.fromEntries(Object.entries(edits).filter(([field]) => !fields.some((each) => each === field)));
}

const restMilliseconds = 250;

/** What the engine says of a manifest, a moment after the last change of it. */
export function useCheck(
  path: string,
  manifest: ModelManifest,
  labels: LabelChoice,
): OperationOutput<'model/check'> | undefined {
  const [rested] = useDebouncedValue(manifest, restMilliseconds);
  return useLastingQuery('model/check', { path, manifest: rested, ...usedLabels(labels) }).data;
}

/** Everything that is known to be wrong: by the engine's check, by a glance, by the last try. */
export function problemsOf(
  { proposal, manifest, trial }: Draft,
  check: OperationOutput<'model/check'> | undefined,
): DraftProblem[] {
  return [
    ...(check?.problems ?? proposal.problems).map(problemOf),
    ...draftProblems(manifest),
    ...(trial?.warnings ?? []).map(problemOfWarning),
  ];
}
