import type { OperationOutput } from '../../contract/operations.ts';
import type { LeftOutReason, RuleDescription, Subset, TierCounts } from '../../contract/subsets.ts';
import { filesText } from '../../core/subsets/count-text.ts';
import { stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';

/** What tiers hold, one line each, with what each step leaves where there are several. */
export function countsReport(subsets: readonly Pick<Subset, 'folder' | 'counts'>[]): Report {
  const rows = subsets.map(({ folder, counts }) => [
    folder,
    String(counts.selected),
    String(counts.denominator),
    String(counts.failed),
    String(counts.approved),
    String(counts.rejected),
    String(counts.unreviewed),
    String(counts.tiesAtCut),
    String(keptApart(counts)),
    counts.cutConfidence?.toFixed(4) ?? '–',
  ]);
  const warnings = new Set(subsets.flatMap(({ counts }) => counts.warnings));
  const header = ['subset', 'files', 'of N', 'failed', 'approved', 'rejected', 'unreviewed', 'ties', 'apart', 'cut'];
  return {
    value: subsets,
    lines: [
      ...table(header, rows),
      ...subsets.filter(({ counts }) => counts.steps.length > 1).map(stepsLine),
      ...[...warnings].map((warning) => `! ${warning}`),
    ],
  };
}

function keptApart({ keptApart: { otherSide, copies, sameNight, heldOut } }: TierCounts): number {
  return otherSide + copies + sameNight + heldOut;
}

function stepsLine({ folder, counts }: Pick<Subset, 'folder' | 'counts'>): string {
  return `${folder}: ${counts.steps.map(({ words, files }) => `${words}: ${files}`).join(' → ')}`;
}

/** Subsets by number, name or folder; all of them where none is named. */
export async function findSubsets(session: Session, names: readonly string[]): Promise<Subset[]> {
  const subsets = await session.call('subset/list', {});
  if (names.length === 0) {
    return subsets.length > 0
      ? subsets
      : stop('not-found', 'There is no subset yet. Make some with: earmark subset percent');
  }
  return names.map(
    (wanted) =>
      subsets.find(({ id, name, folder }) => [String(id), name, folder].includes(wanted)) ??
      stop('not-found', `There is no subset “${wanted}”. See them with: earmark subset list`),
  );
}

export async function showSubsets(session: Session, names: readonly string[]): Promise<Report> {
  const subsets = await findSubsets(session, names);
  const report = countsReport(subsets);
  return { ...report, lines: [...report.lines, ...subsets.flatMap(contentsLine)] };
}

/** What became known of copies since, which counts only when a person says so. */
function contentsLine({ folder, contents: { unknown, knownSince, leaves, enters } }: Subset): string[] {
  if (knownSince > 0) {
    return [
      `${folder}: contents of ${knownSince} files are known since it was made; judged again, ${leaves} would leave and ${enters} come in (earmark subset judge-again)`,
    ];
  }
  return unknown > 0
    ? [`${folder}: contents of ${unknown} files are not known yet; copies among them are not seen`]
    : [];
}

export async function judgeAgain(session: Session, names: readonly string[]): Promise<Report> {
  if (names.length === 0) {
    return stop('invalid-input', 'Name the subsets to judge again: earmark subset judge-again SUBSET…');
  }
  const subsets = await findSubsets(session, names);
  return countsReport(await session.call('subset/judge-again', { subsetIds: subsets.map(({ id }) => id) }));
}

export async function showRules(session: Session): Promise<Report> {
  const rules = await session.call('subset/rules', {});
  return { value: rules, lines: table(['rule', 'values', 'what it selects'], rules.map(ruleCells)) };
}

function ruleCells({ kind, fields, help }: RuleDescription): string[] {
  const values = fields.map(({ name, initial, control }) =>
    control === 'recordings' ? `${name} (numbers with commas)` : `${name} (${String(initial)})`,
  );
  return [kind, values.join(', '), help];
}

export async function showOverlap(session: Session, names: readonly string[]): Promise<Report> {
  const subsetIds = (await findSubsets(session, names)).map(({ id }) => id);
  const value = await session.call('subset/overlap', { subsetIds });
  const { subsets, cells } = value;
  const rows = subsets.map(({ name, purpose }, row) => [
    name,
    purpose,
    ...(cells[row] ?? []).map(({ recordings, copies, sameNight }, column) =>
      row === column ? String(recordings) : `${recordings} + ${copies} + ${sameNight}`,
    ),
  ]);
  return {
    value,
    lines: [
      'Shared recordings + copies (same content) + of the same recorder and night:',
      ...table(['subset', 'side', ...subsets.map(({ name }) => name)], rows),
      ...subsets
        .filter(({ withoutHash, withoutTime }) => withoutHash + withoutTime > 0)
        .map(
          ({ name, withoutHash, withoutTime }) =>
            `! ${name}: ${withoutHash} files have no hash yet and ${withoutTime} no recording time; they cannot be compared by it.`,
        ),
    ],
  };
}

const reasonWords: Readonly<Record<LeftOutReason, string>> = {
  'other-side': 'in a subset of the other side',
  copy: 'a copy is on the other side',
  'same-night': 'of a night on the other side',
  'held-out': 'in a held-out split',
  'no-time': 'stays in: its recording time is not known, so its night cannot be compared',
  'no-hash': 'stays in: its content is not known yet, so copies of it are not seen',
};

const mostLeftOut = 1000;

export async function showLeftOut(session: Session, names: readonly string[]): Promise<Report> {
  const [subset] = await findSubsets(session, names);
  if (subset === undefined || names.length !== 1) {
    return stop('invalid-input', 'Name one subset: earmark subset left-out SUBSET');
  }
  const { id: subsetId, settings, name, folder, rule } = subset;
  const tier = { name, folder, rule };
  const value = await session.call('subset/left-out', { settings, tier, subsetId, limit: mostLeftOut });
  const rows = value.rows.map(({ sourceName, relativePath, confidence, reason, because }) => [
    confidence.toFixed(4),
    `${sourceName}/${relativePath}`,
    reasonWords[reason],
    because ?? '',
  ]);
  return {
    value,
    lines: [
      leftOutWords(folder, value),
      ...(rows.length === 0 ? [] : table(['confidence', 'file', 'why', 'because of'], rows)),
    ],
  };
}

/** What the lines that follow are, of which some may be no more than a remark. */
export function leftOutWords(folder: string, { total, rows }: OperationOutput<'subset/left-out'>): string {
  if (total > rows.length) {
    return `${filesText(total)} of ${folder} are left out, or stay in but cannot be compared; the first ${rows.length}:`;
  }
  const stays = rows.filter(({ reason }) => reason === 'no-time' || reason === 'no-hash').length;
  const out = total - stays;
  const words = out === 0 ? `Nothing is left out of ${folder}` : `${filesText(out)} left out of ${folder}`;
  const more = stays === 0 ? '' : `; ${filesText(stays)} ${stays === 1 ? 'stays' : 'stay'} in but cannot be compared`;
  return `${words}${more}${total === 0 ? '.' : ':'}`;
}

export async function removeSubsets(session: Session, names: readonly string[]): Promise<Report> {
  if (names.length === 0) {
    return stop('invalid-input', 'Name the subsets to remove: earmark subset remove SUBSET…');
  }
  const subsets = await findSubsets(session, names);
  await session.call('subset/remove', { subsetIds: subsets.map(({ id }) => id) });
  return {
    value: { removed: subsets.map(({ id }) => id) },
    lines: subsets.map(({ folder }) => `Removed ${folder}; what was exported stays.`),
  };
}
