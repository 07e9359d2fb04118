import type {
  ColumnMapping,
  ImportPreview,
  ImportPreviewRequest,
  ScoreScale,
  UnlistedFiles,
} from '../../../electron/contract/import.ts';
import type { OperationInput } from '../../../electron/contract/operations.ts';
import type { DroppedTable } from '../../state/workspace.ts';

/** Columns as they are chosen one after the other: not all of them are there at once. */
export interface MappingDraft extends Omit<ColumnMapping, 'file'> {
  readonly file: string | null;
}

/** What is chosen in the dialog. */
export interface ImportDraft {
  readonly path: string;
  readonly dropped: readonly DroppedTable[];
  readonly sourceIds: readonly number[];
  readonly labels: readonly string[];
  readonly models: readonly string[];
  readonly mapping: MappingDraft | null;
  /** Null: as the tables show. */
  readonly scale: ScoreScale | null;
  readonly unlisted: UnlistedFiles;
}

/** What the browser may hand over at once; larger tables are read from their paths. */
export const mostTextBytes = 3_000_000;

/** Bytes that a drop would hand over. */
export function textBytes({ dropped }: Pick<ImportDraft, 'dropped'>): number {
  return dropped.reduce((sum, { file, path }) => sum + (path === null ? file.size : 0), 0);
}

export function hasTables({ path, dropped }: Pick<ImportDraft, 'path' | 'dropped'>): boolean {
  return path.trim() !== '' || dropped.length > 0;
}

/** The draft as the operations take it; texts of files whose place the browser does not tell are read here. */
export async function requestOf(draft: ImportDraft): Promise<OperationInput<'import/preview'>> {
  const unplaced = draft.dropped.filter(({ path }) => path === null);
  const texts = await Promise.all(
    unplaced.map(async ({ name, file }) => ({ fileName: name, text: await textOf(file) })),
  );
  const request: Partial<ImportPreviewRequest> = {
    paths: [draft.path.trim(), ...draft.dropped.map(({ path }) => path ?? '')].filter((path) => path !== ''),
    texts,
    labels: [...draft.labels],
    unlisted: draft.unlisted,
    sourceIds: [...draft.sourceIds],
    ...mappingOf(draft),
    ...(draft.scale === null ? {} : { scale: draft.scale }),
    ...(draft.models.length === 0 ? {} : { models: [...draft.models] }),
  };
  return request;
}

/** Once it says enough: the file, and either the score or the columns of labels. */
function mappingOf({ mapping }: ImportDraft): Pick<ImportPreviewRequest, 'mapping'> {
  if (mapping === null || mapping.file === null) {
    return {};
  }
  const { file, score, labelColumns, ...rest } = mapping;
  if (labelColumns !== undefined && labelColumns.length > 0) {
    return { mapping: { file, labelColumns, ...rest } };
  }
  return score === undefined ? {} : { mapping: { file, score, ...rest } };
}

/** UTF-16 of Excel by its mark; everything else as UTF-8. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** The one label of the tables, which needs no choosing. */
export function onlyLabel({ labels }: ImportPreview): readonly string[] {
  const [only] = labels;
  return labels.length === 1 && only !== undefined ? [only.name] : [];
}

/** Only the choice of labels may still be missing. */
export function canImport(draft: ImportDraft, preview: ImportPreview | null): boolean {
  return preview !== null && preview.problem === null && draft.labels.length > 0;
}
