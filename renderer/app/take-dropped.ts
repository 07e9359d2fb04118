import { isOfKind } from '../../electron/contract/shell.ts';
import { tellFault } from '../api/use-action.ts';
import {
  useWorkspace,
  type Dialog,
  type DroppedLabels,
  type DroppedModel,
  type DroppedResults,
  type DroppedTable,
} from '../state/workspace.ts';

export interface DroppedFile {
  readonly name: string;
  readonly size: number;
  /** Null where the browser does not tell. */
  readonly path: string | null;
  readonly text: () => Promise<string>;
  /** Absent in tests, where nothing is dropped by hand. */
  readonly file?: File;
}

/** A label file is small; what is larger is something else, or must be chosen by its place. */
const mostLabelBytes = 2_500_000;

const nothingDropped: DroppedModel = { round: 0, fileName: null, path: null, labels: null };

/** Opens the dialog that what was dropped is for. Labels are read where their place is not told, so that they are not lost. */
export async function takeDropped(files: readonly DroppedFile[]): Promise<void> {
  const results = await findResults(files);
  if (results !== null) {
    useWorkspace.getState().open({ kind: 'import-results', dropped: results });
    return;
  }
  const tables = await findScores(files);
  if (tables.length > 0) {
    useWorkspace.getState().open({ kind: 'import-scores', dropped: tables });
    return;
  }
  const labelFile = files.find(({ name }) => isOfKind(name, 'labels'));
  const labels = labelFile === undefined ? null : await readLabels(labelFile);
  const { dialog, open } = useWorkspace.getState();
  const next = dialogOfDrop(files, labels, dialog);
  if (next !== null) {
    open(next);
  }
}

/** A table of experiments looks like a label file by its name; its first line tells. */
async function findResults(files: readonly DroppedFile[]): Promise<DroppedResults | null> {
  for (const { name, path, text, file } of files) {
    if (file !== undefined && /\.csv$/iu.test(name)) {
      const [header = ''] = (await text().catch(() => '')).split('\n', 1);
      if (header.includes('experiment.name') || header.includes('metrics.')) {
        return { file, path };
      }
    }
  }
  return null;
}

/** Columns that only tables of scores have; onto the open dialog any table may be dropped. */
const scoreColumns =
  /_max_confidence|\bconfidence\b|begin time \(s\)|\bin file\b|\bclass_prob\b|\blogits?\b|\bfile,start_time,end_time\b/iu;
const mostHeaderBytes = 20_000;

async function findScores(files: readonly DroppedFile[]): Promise<DroppedTable[]> {
  const isOpen = useWorkspace.getState().dialog?.kind === 'import-scores';
  const found: DroppedTable[] = [];
  for (const { name, path, file } of files) {
    if (file !== undefined && isOpen && path !== null && !isOfKind(name, 'scores')) {
      // A folder whose place is known: the engine looks for the tables in it.
      found.push({ name, file, path });
      continue;
    }
    if (file === undefined || !isOfKind(name, 'scores')) {
      continue;
    }
    const start = await file
      .slice(0, mostHeaderBytes)
      .text()
      .catch(() => '');
    // Every second byte of Excel's UTF-16 is zero.
    const [header = ''] = start.replaceAll('\0', '').split(/\r|\n/u, 1);
    if (isOpen || scoreColumns.test(header)) {
      found.push({ name, file, path });
    }
  }
  return found;
}

/**
 * The dialog for a drop: a model's form, which labels join that are dropped with the model or onto the form, before it or
 * after it; otherwise a folder is a source. Null where there is nothing to open.
 */
export function dialogOfDrop(
  files: readonly DroppedFile[],
  labels: DroppedLabels | null,
  dialog: Dialog | null,
): Dialog | null {
  const before = dialog?.kind === 'add-model' ? (dialog.dropped ?? nothingDropped) : nothingDropped;
  const model = files.find(({ name }) => isOfKind(name, 'model'));
  if (model !== undefined) {
    // Labels that came before any model have waited for it; those of another model have not.
    const waiting = before.fileName === null && before.path === null ? before.labels : null;
    const dropped = { fileName: model.name, path: model.path, labels: labels ?? waiting };
    return { kind: 'add-model', dropped: { ...dropped, round: before.round + 1 } };
  }
  if (labels !== null) {
    return { kind: 'add-model', dropped: { ...before, labels } };
  }
  const [file] = files.filter(({ name }) => !isOfKind(name, 'labels'));
  return file === undefined ? null : { kind: 'add-source', path: file.path, folderName: file.name };
}

async function readLabels({ name, size, path, text }: DroppedFile): Promise<DroppedLabels | null> {
  if (path !== null) {
    return { name, path, text: null };
  }
  const content = size <= mostLabelBytes ? await text().catch(() => null) : null;
  if (content === null) {
    const message = `${name} cannot be taken as a label file: it is too large or cannot be read. Choose it in the model’s form.`;
    tellFault({ code: 'file-unreadable', message });
    return null;
  }
  return { name, path, text: content };
}
