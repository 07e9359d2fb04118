import type { CaseResult, Results } from './results.ts';
import type { Measurement } from './measurement.ts';

const headings = ['what', 'value', 'of', 'min – max', 'reach', ''] as const;
type Row = readonly [string, string, string, string, string, string];

/** The report for a terminal: one block a case, columns lined up. */
export function plainTable(results: Results): string {
  const blocks = results.cases.map((result) => {
    const rows = [headings, ...result.measurements.map(rowOf)];
    const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const lines = rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    return [`${result.id}: ${result.label}`, factsOf(result), ...lines.map((line) => `  ${line}`)].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

/** The same as Markdown, with the notes. */
export function markdownReport(results: Results): string {
  const sections = results.cases.map((result) => {
    const rows = result.measurements.map((measurement) => [...rowOf(measurement), noteOf(measurement)]);
    const columns = [...headings.slice(0, 5), 'reached', 'note'];
    const table = [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.map(escaped).join(' | ')} |`);
    return [`## ${result.label} (\`${result.id}\`)`, factsOf(result), table.join('\n')].join('\n\n');
  });
  return `${[
    '# Numbers of DESIGN §7',
    'Written by `npm run bench` from `latest.json`; not edited by hand. Each value is the statistic named beside it, over as many samples as stand there; ratios are taken between series that were measured in turn.',
    ...sections,
  ].join('\n\n')}\n`;
}

function factsOf(result: CaseResult): string {
  const { machine, loadBefore, loadAfter, seconds, measuredAt, quick, failure } = result;
  const facts = [
    `${machine.cores} × ${machine.processor}, ${machine.memoryGigabytes} GB, ${machine.platform}, Node ${machine.node}`,
    `${measuredAt.slice(0, 16).replace('T', ' ')} UTC, took ${Math.round(seconds)} s`,
    `load average ${loadBefore.average} before, ${loadAfter.average} after; other programs had ${percent(loadBefore.othersBusy)} of the cores before, ${percent(loadAfter.othersBusy)} after`,
    ...(loadBefore.isHigh || loadAfter.isHigh ? ['LOAD WAS HIGH: times are worse than alone'] : []),
    `to reach: ${result.reach}`,
    ...(quick ? ['QUICK: small sizes, few rounds; says nothing about speed'] : []),
    ...(failure === null ? [] : [`FAILED: ${failure}`]),
  ];
  return facts.join('; ');
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function rowOf(measurement: Measurement): Row {
  if (measurement.kind === 'not measured') {
    return [measurement.label, `not measured here, because ${measurement.because}`, '', '', '', ''];
  }
  const { label, value, unit, statistic, count, minimum, maximum, reach, reached } = measurement;
  return [
    label,
    `${value} ${unit}`.trim(),
    count === 1 ? 'one' : `${statistic} of ${count}`,
    count === 1 ? '' : `${minimum} – ${maximum}`,
    reach === null ? '' : `${reach.bound} ${reach.value}`,
    reached === null ? '' : reached ? 'yes' : 'NO',
  ];
}

function noteOf(measurement: Measurement): string {
  return measurement.kind === 'measured' ? measurement.note : '';
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
