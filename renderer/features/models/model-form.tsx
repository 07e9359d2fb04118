import { Button, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type {
  Certainty,
  ManifestProposal,
  ModelInspection,
  ModelTrial,
} from '../../../electron/contract/model-inspection.ts';
import type { ModelManifest } from '../../../electron/contract/models.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { PathText } from '../../components/small-parts.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { FieldProblems } from './field-problems.tsx';
import { LabelFields } from './label-fields.tsx';
import { draftProblems, problemOfFault, problemOfWarning, tensorText, withEdits } from './manifest-draft.ts';
import { ManifestFields } from './manifest-fields.tsx';
import { ModelTry } from './model-try.tsx';
import styles from './models.module.css';

export interface ModelPaths {
  /** '' where the one that was found is used. */
  readonly labelsPath: string;
  readonly headPath: string;
}

interface ModelFormProps {
  readonly inspection: ModelInspection;
  /** The latest look failed, over a label file for instance; the one before is still shown. */
  readonly inspectionFault: Fault | null;
  readonly paths: ModelPaths;
  readonly onLabelsPath: (path: string) => void;
  readonly onHeadPath: (path: string) => void;
  readonly onAnother: () => void;
}

/** The proposed manifest as a form, the trial, and the button that adds the model. */
export function ModelForm({ inspection, inspectionFault, paths, ...on }: ModelFormProps) {
  const draft = useDraft(inspection);
  const { proposal, manifest, trial } = draft;
  const add = useAdd(inspection.path, paths.labelsPath);
  if (proposal === null || manifest === null) {
    return null;
  }
  const problems = [
    ...(inspectionFault === null ? [] : [{ ...problemOfFault(inspectionFault), field: 'labels' as const }]),
    ...draft.problems,
    ...(add.fault === null ? [] : [problemOfFault(add.fault)]),
  ];
  const fields = {
    manifest,
    problems,
    onEdit: (change: Partial<ModelManifest>): void => {
      draft.edit(change);
      add.clearFault();
    },
  };
  return (
    <Stack gap="md">
      <Tensors inspection={inspection} />
      <ProposalChoice proposals={inspection.proposals} chosen={draft.chosen} onChoose={draft.choose} />
      <FieldProblems field="form" problems={problems} onEdit={fields.onEdit} />
      <ManifestFields description={inspection.description} {...fields} />
      <LabelFields inspection={inspection} paths={paths} {...fields} {...on} />
      <ModelTry
        path={inspection.path}
        labelsPath={paths.labelsPath}
        manifest={manifest}
        knownLabels={manifest.labels ?? inspection.labels?.sample ?? []}
        trial={trial}
        onTrial={draft.setTrial}
      />
      <div className={styles['foot']}>
        <Button variant="subtle" color="gray" onClick={on.onAnother}>
          Another file…
        </Button>
        <Button
          size="sm"
          loading={add.busy}
          disabled={manifest.name.trim() === ''}
          onClick={() => void add.start(manifest)}
        >
          Add model
        </Button>
      </div>
    </Stack>
  );
}

/** The chosen proposal with what the person changed of it, and what a trial of just that has shown. */
function useDraft({ proposals }: ModelInspection) {
  const [chosen, setChosen] = useState(0);
  const [edits, setEdits] = useState<Partial<ModelManifest>>({});
  const [trial, setTrial] = useState<ModelTrial | null>(null);
  const proposal = proposals[chosen] ?? proposals[0] ?? null;
  const manifest = proposal === null ? null : withEdits(proposal.manifest, edits);
  const problems = [
    ...(proposal?.problems ?? []).map(problemOfFault).filter(({ field }) => !(field in edits)),
    ...(manifest === null ? [] : draftProblems(manifest)),
    ...(trial?.warnings ?? []).map(problemOfWarning),
  ];
  const edit = (change: Partial<ModelManifest>): void => {
    setEdits({ ...edits, ...change });
    setTrial(null);
  };
  const choose = (index: number): void => {
    setChosen(index);
    setEdits({});
    setTrial(null);
  };
  return { chosen, choose, proposal, manifest, problems, edit, trial, setTrial };
}

interface ProposalChoiceProps {
  readonly proposals: readonly ManifestProposal[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

const certaintyWords: Readonly<Record<Certainty, string>> = {
  certain: 'Recognised',
  likely: 'Probably',
  guess: 'A guess; try it',
};

/** What it was recognised as, and why. */
function ProposalChoice({ proposals, chosen, onChoose }: ProposalChoiceProps) {
  const proposal = proposals[chosen] ?? proposals[0];
  return (
    <div>
      <Select
        label="What it is"
        description={proposal?.reason}
        allowDeselect={false}
        data={proposals.map(({ label, certainty }, index) => ({
          value: String(index),
          label: `${label} · ${certaintyWords[certainty].toLowerCase()}`,
        }))}
        value={String(chosen)}
        onChange={(value) => {
          onChoose(Number(value ?? 0));
        }}
      />
      {proposal !== undefined && proposal.questions.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {`Please check: ${proposal.questions.join(' ')}`}
        </Text>
      )}
    </div>
  );
}

/** Adds the model; scoring with it is the next step where there is something to score. */
function useAdd(path: string, labelsPath: string) {
  const action = useAction('model/add', true);
  const sources = useQuery('source/list', {}).data ?? [];
  const start = async (manifest: ModelManifest): Promise<void> => {
    const model = await action.run({ path, manifest, ...(labelsPath === '' ? {} : { labelsPath }) });
    if (model === null) {
      return;
    }
    tellDone(`${model.name} is added.`);
    const { open, close } = useWorkspace.getState();
    if (sources.length > 0) {
      open({ kind: 'score', sourceIds: null, modelId: model.id });
    } else {
      close();
    }
  };
  return { start, busy: action.busy, fault: action.fault, clearFault: action.clearFault };
}

function Tensors({ inspection }: { readonly inspection: ModelInspection }) {
  const { inputs, outputs } = inspection.description;
  return (
    <dl className={styles['tensors']}>
      <dt>File</dt>
      <dd>
        <PathText path={inspection.path} />
      </dd>
      <dt>{inputs.length === 1 ? 'Input' : 'Inputs'}</dt>
      <dd>{inputs.map(tensorText).join(' · ')}</dd>
      <dt>{outputs.length === 1 ? 'Output' : 'Outputs'}</dt>
      <dd>{outputs.map(tensorText).join(' · ')}</dd>
    </dl>
  );
}
