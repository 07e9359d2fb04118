import { findSources } from '../lookup.ts';
import type { Recording } from '../../contract/sources.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';

export interface RecordingListOptions {
  readonly source: readonly string[];
  readonly limit: string;
  readonly offset: string;
  readonly failed?: boolean;
  readonly text?: string;
}

const largestPage = 1000;

/** Every recording of the sources, with all that is known of it and what is wrong with it. */
export async function listRecordings(session: Session, options: RecordingListOptions): Promise<Report> {
  const sources = await findSources(session, options.source);
  const names = new Map(sources.map(({ id, name }) => [id, name]));
  const first = Number(options.offset);
  const end = Number(options.limit) === 0 ? Number.POSITIVE_INFINITY : first + Number(options.limit);
  const recordings: Recording[] = [];
  let total = 0;
  for (const { id: sourceId } of sources) {
    const scope = { sourceId, failedOnly: options.failed === true };
    const span = { from: Math.max(0, first - total), to: end - total };
    const found =
      options.text === undefined
        ? await recordingsIn(session, scope, span)
        : await recordingsWith(session, { ...scope, text: options.text }, span);
    recordings.push(...found.rows);
    total += found.total;
  }
  const rows = recordings.map((recording) => cells(recording, names.get(recording.sourceId) ?? ''));
  const header = ['id', 'source', 'file', 'recorded', 'recorder', 'remark'];
  return {
    value: { total, recordings },
    lines: [`${recordings.length} of ${total}`, ...table(header, rows)],
  };
}

interface Scope {
  readonly sourceId: number;
  readonly failedOnly: boolean;
}

/** Of the recordings that fit, counted from 0; `to` is left out. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Found {
  readonly total: number;
  readonly rows: readonly Recording[];
}

async function recordingsIn(session: Session, scope: Scope, { from, to }: Span): Promise<Found> {
  const rows: Recording[] = [];
  for (;;) {
    const left = to - from - rows.length;
    const limit = Math.max(1, Math.min(largestPage, left));
    const page = await session.call('recording/page', { ...scope, offset: from + rows.length, limit });
    rows.push(...page.rows.slice(0, Math.max(0, left)));
    if (page.rows.length === 0 || from + rows.length >= Math.min(page.total, to)) {
      return { total: page.total, rows };
    }
  }
}

/** Which fit is known only when all were looked at. */
async function recordingsWith(
  session: Session,
  { text, ...scope }: Scope & { readonly text: string },
  { from, to }: Span,
): Promise<Found> {
  const all = await recordingsIn(session, scope, { from: 0, to: Number.POSITIVE_INFINITY });
  const fitting = all.rows.filter((recording) => holds(recording, text));
  return { total: fitting.length, rows: fitting.slice(from, Math.max(from, to)) };
}

/** As in a ranking: part of a path or recorder, in small letters or capitals. */
function holds({ relativePath, recorder }: Recording, text: string): boolean {
  const wanted = text.toLowerCase();
  return [relativePath, recorder ?? ''].some((each) => each.toLowerCase().includes(wanted));
}

function cells({ id, relativePath, recordedAt, recorder, ...remarks }: Recording, source: string): string[] {
  const said = [remarks.fault?.message, remarks.warning, remarks.timeRemark].flatMap((remark) => remark ?? []);
  return [String(id), source, relativePath, recordedAt ?? '', recorder ?? '', said.join(' ')];
}
