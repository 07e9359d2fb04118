import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as z from 'zod';
import { systemCode } from './write-fault.ts';

/** Who is writing: enough to tell later whether that very process still lives. */
export const processIdentitySchema = z.object({
  host: z.string(),
  pid: z.int().positive(),
  /** Start time in the kernel's ticks since boot, with the boot's id; null where the system does not tell. */
  started: z.string().nullable(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** Linux's field 22 of /proc/<pid>/stat; the name before it may contain blanks and brackets, so count from its end. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()} ${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}

/** Identity of the running process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return { host: hostname(), pid: process.pid, started: await startOf(process.pid) };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

/** Whether a process has certainly ended. One on another computer is taken for alive: nothing here can tell. */
export async function hasEnded(identity: ProcessIdentity): Promise<boolean> {
  if (identity.host !== hostname()) {
    return false;
  }
  if (!exists(identity.pid)) {
    return true;
  }
  const started = await startOf(identity.pid);
  return started !== null && identity.started !== null && started !== identity.started;
}
