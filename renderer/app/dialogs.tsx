import { KeysDialog } from '../features/keys/keys-dialog.tsx';
import { ReviewerDialog } from '../features/keys/reviewer-dialog.tsx';
import { AddModelDialog } from '../features/models/add-model-dialog.tsx';
import { RunDialog } from '../features/runs/run-dialog.tsx';
import { SettingsDialog } from '../features/runs/settings-dialog.tsx';
import { ScoreDialog } from '../features/scoring/score-dialog.tsx';
import { AddSourceDialog } from '../features/sources/add-source-dialog.tsx';
import { EditSourceDialog } from '../features/sources/edit-source-dialog.tsx';
import { SubsetsDialog } from '../features/subsets/subsets-dialog.tsx';
import { useWorkspace } from '../state/workspace.ts';

/** The one dialog that is open, if any. */
export function Dialogs() {
  const dialog = useWorkspace((state) => state.dialog);
  switch (dialog?.kind) {
    case 'add-source':
      return <AddSourceDialog path={dialog.path} folderName={dialog.folderName} />;
    case 'edit-source':
      return <EditSourceDialog sourceId={dialog.sourceId} />;
    case 'score':
      return <ScoreDialog sourceIds={dialog.sourceIds} modelId={dialog.modelId} />;
    case 'add-model':
      return <AddModelDialog dropped={dialog.dropped} />;
    case 'run':
      return <RunDialog key={dialog.about} about={dialog.about} runId={dialog.runId} />;
    case 'settings':
      return <SettingsDialog />;
    case 'subsets':
      return <SubsetsDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'reviewer':
      return <ReviewerDialog />;
    case undefined:
      return null;
  }
}
