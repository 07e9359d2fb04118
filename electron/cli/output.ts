import type { Job } from '../contract/runs.ts';

/** What a command has to say: one value for programs, and the same as lines for people. */
export interface Report {
  readonly value: unknown;
  readonly lines: readonly string[];
  /** The command did a part of what was asked; its exit code says so. */
  readonly hasFailed?: boolean;
}

/** The only place that writes to standard output: exactly one JSON document, or the lines. */
export function printReport(report: Report, asJson: boolean): void {
  process.stdout.write(asJson ? `${JSON.stringify(report.value, null, 2)}\n` : `${report.lines.join('\n')}\n`);
}

/** Progress and remarks go to standard error, so that output can be piped. */
export function printNotice(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Columns padded to their widest cell; cells that look like numbers are right-aligned. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows.map((row) => row.map(printable))];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (isNumeric(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(header), widths.map((width) => '─'.repeat(width)).join('  '), ...all.slice(1).map(line)];
}

/** Names on cards may hold anything: no control character may move the cursor, no mark may turn the line round. */
function printable(cell: string): string {
  return cell.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}

function isNumeric(cell: string): boolean {
  return cell === '–' || /^-?[\d.,]+ ?%?$/u.test(cell);
}

/** Writes a job's progress over one line of the terminal; silent where nobody watches. */
export function createProgressLine(): (job: Job) => void {
  if (!process.stderr.isTTY) {
    return () => undefined;
  }
  return (job) => {
    const rate = job.ratePerSecond === null ? '' : `, ${job.ratePerSecond.toFixed(1)} files/s`;
    const speed = job.audioSecondsPerSecond === null ? '' : `, ${job.audioSecondsPerSecond.toFixed(0)} × real time`;
    const left = job.secondsLeft === null ? '' : `, ${Math.ceil(job.secondsLeft)} s left`;
    const total = job.total === 0 ? '' : ` of ${job.total}`;
    const end = job.state === 'running' ? '' : '\n';
    process.stderr.write(`\r\u001B[K${job.title}: ${job.done}${total}${rate}${speed}${left}${end}`);
  };
}
