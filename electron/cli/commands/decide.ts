import { Option, type Command } from 'commander';
import { purposeSchema, type Purpose, type Verdict } from '../../contract/identifiers.ts';
import { FaultError } from '../../contract/outcome.ts';
import { findLabel, findRun, stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

interface DecideOptions {
  readonly run?: string;
  readonly label?: string;
  readonly purpose?: string;
  readonly note?: string;
  readonly reviewer?: string;
}

const words = ['present', 'absent', 'unsure', 'approve', 'reject', 'clear', 'undo'] as const;
type Word = (typeof words)[number];

export const registerDecide: RegisterCommand = (program, context) => {
  program
    .command('decide <decision> [recordings...]')
    .description(`record what you heard: ${words.join(', ')}; recordings by number or path`)
    .option('--run <run>', 'name or number (default: the newest)')
    .option('--label <label>')
    .addOption(new Option('--purpose <purpose>', 'what approve and reject are about').choices(purposeSchema.options))
    .option('--note <text>')
    .option('--reviewer <name>', 'remembered by the library')
    .action((decision: string, recordings: string[], options: DecideOptions, command: Command) =>
      context.run(command, (session) => decide(session, decision, recordings, options)),
    );
};

async function decide(
  session: Session,
  decision: string,
  recordings: readonly string[],
  options: DecideOptions,
): Promise<Report> {
  const word = words.find((each) => each === decision) ?? stop('invalid-input', `Decide one of: ${words.join(', ')}.`);
  if (options.reviewer !== undefined) {
    await session.call('library/set-reviewer', { reviewer: options.reviewer });
  }
  if (word === 'undo') {
    const undone = await session.call('finding/undo', {});
    return {
      value: undone,
      lines: [
        undone === null ? 'Nothing to undo.' : `Recording ${undone.recordingId}: ${undone.verdict ?? 'no finding'}`,
      ],
    };
  }
  const run = await findRun(session, options.run);
  const label = findLabel(run, options.label);
  const findings = [];
  for (const name of recordings) {
    const recordingId = await findRecording(session, { runId: run.id, label }, name);
    const verdict = verdictOf(word, await purposeOf(session, recordingId, options.purpose));
    const note = options.note === undefined ? {} : { note: options.note };
    findings.push(await session.call('finding/record', { recordingId, label, verdict, ...note }));
  }
  const rows = findings.map((finding) => [
    String(finding.recordingId),
    finding.label,
    finding.verdict ?? 'none',
    finding.reviewer,
  ]);
  return { value: findings, lines: table(['recording', 'label', 'finding', 'reviewer'], rows) };
}

/** What approving means is said by the role, unless the person says it: in a negative recording it is "no call in it". */
async function purposeOf(session: Session, recordingId: number, asked: string | undefined): Promise<Purpose> {
  if (asked !== undefined) {
    return purposeSchema.parse(asked);
  }
  const { recording } = await session.call('recording/detail', { recordingId });
  const source = (await session.call('source/list', {})).find((each) => each.id === recording.sourceId);
  return (recording.attributes?.role ?? source?.role) === 'negative' ? 'negative' : 'positive';
}

/** Approving a positive and rejecting a negative both mean that the target was heard. */
function verdictOf(word: Exclude<Word, 'undo'>, purpose: Purpose): Verdict | null {
  switch (word) {
    case 'clear':
      return null;
    case 'approve':
      return purpose === 'positive' ? 'present' : 'absent';
    case 'reject':
      return purpose === 'positive' ? 'absent' : 'present';
    case 'present':
    case 'absent':
    case 'unsure':
      return word;
  }
}

/** The number, where a recording has it. A number that a person typed may never have been one. */
async function knownNumber(session: Session, recordingId: number): Promise<number> {
  try {
    return (await session.call('recording/detail', { recordingId })).recording.id;
  } catch (error) {
    if (error instanceof FaultError && error.fault.code === 'not-found') {
      stop('not-found', `There is no recording ${recordingId}. See the numbers with: earmark ls`);
    }
    throw error;
  }
}

/** A number is an id; anything else must be exactly one recording's path, with its source's name in front where needed. */
async function findRecording(
  session: Session,
  ranking: { runId: number; label: string },
  name: string,
): Promise<number> {
  if (/^\d+$/u.test(name)) {
    return knownNumber(session, Number(name));
  }
  const page = await session.call('ranking/page', {
    ...ranking,
    offset: 0,
    limit: 1000,
    filter: { text: name.split('/').at(-1) ?? name },
  });
  const matches = page.rows.filter(
    (row) => row.relativePath === name || `${row.sourceName}/${row.relativePath}` === name,
  );
  if (matches.length > 1) {
    stop(
      'invalid-input',
      `“${name}” is the path of ${matches.length} recordings. Put the source’s name and a slash in front.`,
    );
  }
  return matches[0]?.recordingId ?? stop('not-found', `There is no recording “${name}” in this run.`);
}
