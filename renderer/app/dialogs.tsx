import { ImportScoresDialog } from '../features/import/import-scores-dialog.tsx';
import { KeysDialog } from '../features/keys/keys-dialog.tsx';
import { ReviewerDialog } from '../features/keys/reviewer-dialog.tsx';
import { AddModelDialog } from '../features/models/add-model-dialog.tsx';
import { ImportResultsDialog } from '../features/results/import-results-dialog.tsx';
import { RunDialog } from '../features/runs/run-dialog.tsx';
import { SettingsDialog } from '../features/runs/settings-dialog.tsx';
import { ScoreDialog } from '../features/scoring/score-dialog.tsx';
import { AddSourceDialog } from '../features/sources/add-source-dialog.tsx';
import { EditSourceDialog } from '../features/sources/edit-source-dialog.tsx';
import { RelinkDialog } from '../features/sources/relink-dialog.tsx';
import { SubsetsDialog } from '../features/subsets/subsets-dialog.tsx';
import { useWorkspace, type Dialog } from '../state/workspace.ts';

/** The one dialog that is open, if any. */
export function Dialogs() {
  const dialog = useWorkspace((state) => state.dialog);
  if (dialog === null) {
    return null;
  }
  return isImport(dialog) ? <ImportDialog dialog={dialog} /> : <DialogView dialog={dialog} />;
}

type Import = Extract<Dialog, { kind: 'import-results' | 'import-scores' }>;

function isImport(dialog: Dialog): dialog is Import {
  return dialog.kind === 'import-results' || dialog.kind === 'import-scores';
}

function DialogView({ dialog }: { readonly dialog: Exclude<Dialog, Import> }) {
  switch (dialog.kind) {
    case 'add-source':
      return <AddSourceDialog path={dialog.path} folderName={dialog.folderName} />;
    case 'edit-source':
      return <EditSourceDialog sourceId={dialog.sourceId} />;
    case 'relink':
      return <RelinkDialog sourceId={dialog.sourceId} path={dialog.path} />;
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
  }
}

function ImportDialog({ dialog }: { readonly dialog: Import }) {
  return dialog.kind === 'import-results' ? (
    <ImportResultsDialog dropped={dialog.dropped} />
  ) : (
    <ImportScoresDialog key={dialog.dropped.length} dropped={dialog.dropped} />
  );
}
