import { execFileSync } from 'node:child_process';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** The whole command line; a program that renamed itself (npm) shows that. */
  readonly command: string;
}

/** Every process of the machine that is alive; ones that were killed and not yet waited for are left out. */
function listProcesses(): ProcessEntry[] {
  const text = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, state = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/u.exec(line) ?? [];
    return pid === undefined || state.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** A process's children, their children and so on, nearest first. Where `ps` is: not on Windows. */
export function descendantsOf(pid: number): ProcessEntry[] {
  const all = listProcesses();
  const found: ProcessEntry[] = [];
  let generation = [pid];
  while (generation.length > 0) {
    const children = all.filter(({ parent }) => generation.includes(parent));
    found.push(...children);
    generation = children.map((child) => child.pid);
  }
  return found;
}

/** Those of `pids` that are still alive. */
export function aliveOf(pids: readonly number[]): ProcessEntry[] {
  return listProcesses().filter(({ pid }) => pids.includes(pid));
}
