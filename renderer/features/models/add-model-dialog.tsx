import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ModelInspection } from '../../../electron/contract/model-inspection.ts';
import { useServices } from '../../api/services.tsx';
import { useLastingQuery } from '../../api/use-query.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { PathText } from '../../components/small-parts.tsx';
import { useSettings } from '../../state/settings.ts';
import { useWorkspace, type DroppedLabels, type DroppedModel } from '../../state/workspace.ts';
import { folderOf } from '../folders/folder-of.ts';
import { FileField } from './file-field.tsx';
import { FindModel } from './find-model.tsx';
import { inspectedLabels, labelChoiceOf } from './label-choice.ts';
import { isRefused } from './manifest-draft.ts';
import { ModelForm, type ModelFiles, type ModelFormProps } from './model-form.tsx';

const nothingDropped: DroppedModel = { round: 0, fileName: null, path: null, labels: null };

/** Which file, what it is, how it is fed, and whether that works. The file is in the workspace: a drop may bring another. */
export function AddModelDialog({ dropped }: { readonly dropped: DroppedModel | null }) {
  const { open, close } = useWorkspace.getState();
  const { queries } = useServices();
  const { path, fileName, labels, round } = dropped ?? nothingDropped;
  const choose = (chosen: string): void => {
    // The file, or what lies beside it, may have changed since it was last looked at.
    queries.invalidate((operation) => operation === 'model/inspect' || operation === 'model/check');
    useSettings.getState().change({ lastFolder: folderOf(chosen) });
    open({ kind: 'add-model', dropped: { ...(dropped ?? nothingDropped), path: chosen } });
  };
  return (
    <Modal opened onClose={close} title={path === null ? 'Which ONNX file?' : 'Add a model'} size={860}>
      {path === null ? (
        <FindModel fileName={fileName} labelsName={labels?.name ?? null} onChoose={choose} />
      ) : (
        <InspectedModel
          key={`${round} ${path}`}
          path={path}
          dropped={labels}
          onAnother={() => {
            open({ kind: 'add-model', dropped: null });
          }}
        />
      )}
    </Modal>
  );
}

interface InspectedModelProps {
  readonly path: string;
  /** Labels that were dropped with the model or since. */
  readonly dropped: DroppedLabels | null;
  readonly onAnother: () => void;
}

function InspectedModel({ path, dropped, onAnother }: InspectedModelProps) {
  const [files, setFiles] = useFiles(dropped);
  const inspection = useLastingQuery('model/inspect', {
    path,
    ...inspectedLabels(files.labels),
    ...(files.headPath === '' ? {} : { headPath: files.headPath }),
  });
  const shown = useLastGood(inspection.data);
  if (shown === undefined) {
    return inspection.fault === null ? (
      <Group gap={8}>
        <Loader size="xs" />
        <Text size="sm">Looking at the model…</Text>
      </Group>
    ) : (
      <Stack gap="sm">
        <PathText path={path} />
        <FaultNotice fault={inspection.fault} />
        <AnotherFile onAnother={onAnother} />
      </Stack>
    );
  }
  const parts = { inspection: shown, inspectionFault: inspection.fault, files, onFiles: setFiles, onAnother };
  return isRefused(shown) ? <RefusedModel {...parts} /> : <ModelForm {...parts} />;
}

/** The latest answer that was one: a label file that cannot be read must not take the form away. */
function useLastGood(inspection: ModelInspection | undefined): ModelInspection | undefined {
  const [good, setGood] = useState(inspection);
  if (inspection !== undefined && inspection !== good) {
    setGood(inspection);
  }
  return inspection ?? good;
}

/** The files beside the model; labels that are dropped take the place of those before. */
function useFiles(dropped: DroppedLabels | null) {
  const [files, setFiles] = useState<ModelFiles>({ labels: labelChoiceOf(dropped), headPath: '' });
  const [seen, setSeen] = useState(dropped);
  if (dropped !== seen) {
    setSeen(dropped);
    setFiles({ ...files, labels: labelChoiceOf(dropped) });
  }
  return [files, setFiles] as const;
}

/** The reason; and where a head would make it run, the place for one. There is no setting that would. */
function RefusedModel({ inspection, inspectionFault, files, onFiles, onAnother }: ModelFormProps) {
  const faults = inspectionFault === null ? inspection.problems : [inspectionFault];
  return (
    <Stack gap="sm">
      <PathText path={inspection.path} />
      {faults.map((fault) =>
        inspection.needsHead && inspectionFault === null ? (
          <WarningNotice key={fault.message}>{fault.message}</WarningNotice>
        ) : (
          <FaultNotice key={fault.message} fault={fault} />
        ),
      )}
      {inspection.needsHead && (
        <FileField
          key={files.headPath}
          kind="model"
          label="Separate head"
          description="The ONNX file that was trained on this model’s embeddings"
          placeholder="None chosen"
          value={files.headPath}
          beside={inspection.path}
          onUse={(headPath) => {
            onFiles({ ...files, headPath });
          }}
        />
      )}
      <AnotherFile onAnother={onAnother} />
    </Stack>
  );
}

function AnotherFile({ onAnother }: { readonly onAnother: () => void }) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onAnother}>
        Another file…
      </Button>
    </Group>
  );
}
