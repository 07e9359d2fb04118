import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ModelInspection } from '../../../electron/contract/model-inspection.ts';
import { useServices } from '../../api/services.tsx';
import { useLastingQuery } from '../../api/use-query.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { PathText } from '../../components/small-parts.tsx';
import { useWorkspace, type DroppedModel } from '../../state/workspace.ts';
import { FindModel } from './find-model.tsx';
import { isRefused } from './manifest-draft.ts';
import { ModelForm } from './model-form.tsx';

/** Which file, what it is, how it is fed, and whether that works. */
export function AddModelDialog({ dropped }: { readonly dropped: DroppedModel | null }) {
  const close = useWorkspace((state) => state.close);
  const { queries } = useServices();
  const [path, setPath] = useState(dropped?.path ?? null);
  const choose = (chosen: string): void => {
    // The file, or what lies beside it, may have changed since it was last looked at.
    queries.invalidate((operation) => operation === 'model/inspect');
    setPath(chosen);
  };
  return (
    <Modal opened onClose={close} title={path === null ? 'Which ONNX file?' : 'Add a model'} size={860}>
      {path === null ? (
        <FindModel fileName={dropped?.fileName ?? null} onChoose={choose} />
      ) : (
        <InspectedModel
          key={path}
          path={path}
          firstLabelsPath={dropped?.labelsPath ?? ''}
          onAnother={() => {
            setPath(null);
          }}
        />
      )}
    </Modal>
  );
}

interface InspectedModelProps {
  readonly path: string;
  readonly firstLabelsPath: string;
  readonly onAnother: () => void;
}

function InspectedModel({ path, firstLabelsPath, onAnother }: InspectedModelProps) {
  const [labelsPath, setLabelsPath] = useState(firstLabelsPath);
  const [headPath, setHeadPath] = useState('');
  const inspection = useLastingQuery('model/inspect', {
    path,
    ...(labelsPath === '' ? {} : { labelsPath }),
    ...(headPath === '' ? {} : { headPath }),
  });
  if (inspection.data === undefined) {
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
  if (isRefused(inspection.data)) {
    return <RefusedModel inspection={inspection.data} onAnother={onAnother} />;
  }
  return (
    <ModelForm
      inspection={inspection.data}
      inspectionFault={inspection.fault}
      paths={{ labelsPath, headPath }}
      onLabelsPath={setLabelsPath}
      onHeadPath={setHeadPath}
      onAnother={onAnother}
    />
  );
}

interface RefusedModelProps {
  readonly inspection: ModelInspection;
  readonly onAnother: () => void;
}

/** The reason and nothing else: there is no setting that would make it run. */
function RefusedModel({ inspection, onAnother }: RefusedModelProps) {
  return (
    <Stack gap="sm">
      <PathText path={inspection.path} />
      {inspection.problems.map((problem) => (
        <FaultNotice key={problem.message} fault={problem} />
      ))}
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
