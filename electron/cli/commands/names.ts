import { resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import type { ManifestMatch, SourceNamesPreview } from '../../contract/source-names.ts';
import type { Source } from '../../contract/sources.ts';
import { findSources, stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

const actions = ['preview', 'apply', 'clear'] as const;
type Action = (typeof actions)[number];

interface NamesOptions {
  readonly source?: string;
  readonly rule: readonly string[];
  readonly manifest?: string;
}

export const registerNames: RegisterCommand = (program, context) => {
  program
    .command('names')
    .description('role, quality, call type, site and recorder from folder and file names, or from a manifest.csv')
    .addArgument(
      new Argument('<action>', 'preview: what would change; apply: store it; clear: take it back').choices(actions),
    )
    .option('--source <source>', 'name, number or folder (default: the only one)')
    .option('--rule <template...>', 'tried in this order, for example "{label}_{quality}_{calltype}_*.wav"', [])
    .option('--manifest <file>', 'a table with label, quality, call_type, site, recorder_id and file names')
    .action((action: Action, options: NamesOptions, command: Command) =>
      context.run(command, (session) => names(session, action, options)),
    );
};

async function names(session: Session, action: Action, options: NamesOptions): Promise<Report> {
  const source = await findOne(session, options.source);
  if (action !== 'clear' && options.rule.length === 0 && options.manifest === undefined) {
    return stop('invalid-input', 'Say how to read the names: --rule "{label}_{quality}_*.wav", or --manifest FILE.csv');
  }
  const request = {
    sourceId: source.id,
    rules: action === 'clear' ? [] : [...options.rule],
    manifestPath: options.manifest === undefined || action === 'clear' ? null : resolve(options.manifest),
  };
  const operation = action === 'preview' ? 'source/preview-names' : 'source/apply-names';
  const preview = await session.call(operation, request);
  return { value: { source: source.id, applied: action !== 'preview', ...preview }, lines: linesOf(source, preview) };
}

async function findOne(session: Session, name: string | undefined): Promise<Source> {
  const sources = await findSources(session, name === undefined ? [] : [name]);
  const [only] = sources;
  return only === undefined || sources.length > 1 ? stop('invalid-input', 'Name a source with --source.') : only;
}

function linesOf(source: Source, preview: SourceNamesPreview): string[] {
  return [
    `${source.name}: ${preview.matched} of ${preview.total} recordings matched (${preview.positive} positive, ${preview.negative} negative), ${preview.unmatched} not, ${preview.changed} changed`,
    ...preview.matchedByRule.map((count, index) => `Rule ${index + 1}: ${count}`),
    ...preview.reasons.map(
      ({ reason, count, first }) => `Not matched: ${count}: ${reason}, such as ${first.join(', ')}`,
    ),
    ...(preview.manifest === null ? [] : manifestLines(preview.manifest)),
    ...table(
      ['file', 'by', 'role', 'quality', 'call type', 'recorder', 'site'],
      preview.examples.map(({ relativePath, origin, rule, values }) => [
        relativePath,
        origin === 'rule' ? `rule ${(rule ?? 0) + 1}` : (origin ?? 'nothing'),
        values.role ?? '',
        values.quality ?? '',
        values.callType ?? '',
        values.recorder ?? '',
        values.site ?? '',
      ]),
    ),
  ];
}

function manifestLines({ rows, matchedByPath, matchedByName, ...open }: ManifestMatch): string[] {
  return [
    `Manifest: ${rows} rows, ${matchedByPath} recordings by path, ${matchedByName} by name, ${open.ambiguous.count} rows ambiguous, ${open.unmatched.count} unmatched, ${open.unknownValues.count} values that are not known`,
    ...[...open.ambiguous.first, ...open.unmatched.first, ...open.unknownValues.first].map(
      ({ line, path, reason }) => `  line ${line}: ${path}: ${reason}`,
    ),
  ];
}
