import { readFileSync } from 'node:fs';

/** Where Linux tells what other processes use; elsewhere these figures cannot be had without a native module. */
export const hasProcessFigures = process.platform === 'linux';

/** Clock ticks a second in /proc; fixed at 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Processor seconds that a process has used so far, all its threads together; 0 where it is gone. */
export function processorSeconds(pid: number): number {
  const text = readProcess(pid, 'stat');
  // The second field is the program's name in brackets, which may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

/** Memory that a process holds now, in MB; null where it is gone. */
export function residentMegabytes(pid: number): number | null {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/mu.exec(readProcess(pid, 'status'))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1000;
}

function readProcess(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
