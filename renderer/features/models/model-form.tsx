import { Button, Select, Stack, Text } from '@mantine/core';
import type { Certainty, ManifestProposal, ModelInspection } from '../../../electron/contract/model-inspection.ts';
import type { ModelManifest } from '../../../electron/contract/models.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { PathText } from '../../components/small-parts.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { FieldProblems } from './field-problems.tsx';
import type { FieldsProps } from './fields.tsx';
import { usedLabels, type LabelChoice } from './label-choice.ts';
import { LabelFields } from './label-fields.tsx';
import { tensorText, withoutRepeats, type DraftProblem } from './manifest-draft.ts';
import { ManifestFields } from './manifest-fields.tsx';
import { ModelTry } from './model-try.tsx';
import styles from './models.module.css';
import { OutputFields } from './output-fields.tsx';
import { PictureFields } from './picture-fields.tsx';
import { SoundFields } from './sound-fields.tsx';
import { problemsOf, useCheck, useDraft, type Draft } from './use-draft.ts';

export interface ModelFiles {
  readonly labels: LabelChoice;
  /** '' where there is no head, or the manifest names it. */
  readonly headPath: string;
}

export interface ModelFormProps {
  readonly inspection: ModelInspection;
  /** The latest look failed, over a label file for instance; the one before is still shown. */
  readonly inspectionFault: Fault | null;
  readonly files: ModelFiles;
  readonly onFiles: (files: ModelFiles) => void;
  readonly onAnother: () => void;
}

/** The proposed manifest as a form, the trial, and the button that adds the model. */
export function ModelForm(props: ModelFormProps) {
  const draft = useDraft(props.inspection, props.files.labels);
  return draft === null ? null : <DraftForm {...props} draft={draft} />;
}

/** What is taken back when another head is chosen: it was said of the one before. */
const ofTheHead: readonly (keyof ModelManifest)[] = ['head', 'outputs', 'activation'];

interface DraftFormProps extends ModelFormProps {
  readonly draft: Draft;
}

function DraftForm({ inspection, inspectionFault, files, draft, onFiles, onAnother }: DraftFormProps) {
  const { manifest } = draft;
  const check = useCheck(inspection.path, manifest, files.labels);
  const add = useAdd(inspection.path, files.labels);
  const problems = withoutRepeats([...faultProblems(inspectionFault, files), ...problemsOf(draft, check)]);
  const onEdit = (change: Partial<ModelManifest>): void => {
    draft.edit(change);
    add.clearFault();
  };
  return (
    <Stack gap="md">
      <Tensors inspection={inspection} />
      <ProposalChoice proposals={inspection.proposals} draft={draft} />
      <DraftFields {...{ inspection, files, draft, problems, onEdit, onFiles }} picture={check?.picture ?? null} />
      <ModelTry
        path={inspection.path}
        labels={files.labels}
        manifest={manifest}
        knownLabels={manifest.labels ?? inspection.labels?.sample ?? []}
        trial={draft.trial}
        onTrial={draft.setTrial}
      />
      {add.fault !== null && problems.every(({ message }) => message !== add.fault?.message) && (
        <FaultNotice fault={add.fault} />
      )}
      <div className={styles['foot']}>
        <Button variant="subtle" color="gray" onClick={onAnother}>
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

interface DraftFieldsProps
  extends Omit<DraftFormProps, 'inspectionFault' | 'onAnother'>, Omit<FieldsProps, 'manifest'> {
  readonly picture: readonly number[] | null;
}

/** The manifest: what everyone must see first, what few need folded away. */
function DraftFields({ inspection, files, draft, onFiles, picture, problems, onEdit }: DraftFieldsProps) {
  const fields = { manifest: draft.manifest, problems, onEdit };
  const input = inspection.description.inputs.find(({ name }) => name === fields.manifest.input.name);
  return (
    <>
      <FieldProblems field="form" problems={problems} onEdit={onEdit} />
      <ManifestFields description={inspection.description} {...fields} />
      <LabelFields
        inspection={inspection}
        choice={files.labels}
        onChoose={(labels) => {
          onFiles({ ...files, labels });
        }}
        {...fields}
      />
      <Stack gap={8}>
        <SoundFields {...fields} />
        <PictureFields picture={picture} wanted={input?.shape ?? []} {...fields} />
        <OutputFields
          inspection={inspection}
          headPath={files.headPath}
          onHeadPath={(headPath) => {
            draft.forget(ofTheHead);
            onFiles({ ...files, headPath });
          }}
          {...fields}
        />
      </Stack>
    </>
  );
}

/** A look that failed is about the file that was last chosen. */
function faultProblems(fault: Fault | null, { headPath, labels }: ModelFiles): DraftProblem[] {
  if (fault === null) {
    return [];
  }
  const isHead = headPath !== '' && (labels.kind === 'found' || fault.message.includes(headPath));
  return [{ field: isHead ? 'head' : 'labels', message: fault.message, suggestion: null }];
}

interface ProposalChoiceProps {
  readonly proposals: readonly ManifestProposal[];
  readonly draft: Draft;
}

const certaintyWords: Readonly<Record<Certainty, string>> = {
  certain: 'Recognised',
  likely: 'Probably',
  guess: 'A guess; try it',
};

/** What it was recognised as, and why. */
function ProposalChoice({ proposals, draft }: ProposalChoiceProps) {
  const { reason, questions } = draft.proposal;
  return (
    <div>
      <Select
        label="What it is"
        description={reason}
        allowDeselect={false}
        data={proposals.map(({ label, certainty }, index) => ({
          value: String(index),
          label: `${label} · ${certaintyWords[certainty].toLowerCase()}`,
        }))}
        value={String(draft.chosen)}
        onChange={(value) => {
          draft.choose(Number(value ?? 0));
        }}
      />
      {questions.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {`Please check: ${questions.join(' ')}`}
        </Text>
      )}
    </div>
  );
}

/** Adds the model; scoring with it is the next step where there is something to score. */
function useAdd(path: string, labels: LabelChoice) {
  const action = useAction('model/add', true);
  const sources = useQuery('source/list', {}).data ?? [];
  const start = async (manifest: ModelManifest): Promise<void> => {
    const model = await action.run({ path, manifest, ...usedLabels(labels) });
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
