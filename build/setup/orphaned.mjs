import { readFileSync } from 'node:fs';

const POLL_MS = 500;

/** Tells the programs that setup starts which process they belong to. */
const OWNER = 'EARMARK_SETUP_PID';

// Taken when the program starts: an install lasts minutes, and whoever dies meanwhile is missed all the same.
const parent = process.ppid;
const npm = npmBehindShell();

/**
 * For setup: calls `stop` when npm or the shell that started this process is gone. A killed npm tells nobody, and
 * where its shell waits beside us (Debian's sh) not even our parent changes.
 * @param {() => void} stop
 */
export function whenStarterGone(stop) {
  watch(npm === undefined ? [] : [npm], stop);
}

/** The environment for a program that calls `whenSetupGone`. */
export function ownedEnvironment() {
  return { ...process.env, [OWNER]: String(process.pid) };
}

/**
 * For the programs behind setup: calls `stop` when setup, or the npm between, is gone. Does nothing where the program
 * was started by hand. What this program starts itself is not setup's: the name is taken out of the environment.
 * @param {() => void} stop
 */
export function whenSetupGone(stop) {
  const owner = Number(process.env[OWNER]);
  delete process.env[OWNER];
  if (Number.isInteger(owner) && owner > 0) watch([owner], stop);
}

/** @param {readonly number[]} ancestors besides the parent */
function watch(ancestors, stop) {
  const timer = setInterval(() => {
    // Windows leaves the number of a parent that is gone, other systems give another parent.
    if (process.ppid === parent && ![parent, ...ancestors].some(isGone)) return;
    clearInterval(timer);
    stop();
  }, POLL_MS);
  timer.unref();
}

/** npm's process where our parent is a shell that runs the script's text and waits; seen on Linux only. */
function npmBehindShell() {
  if (process.platform !== 'linux' || process.env['npm_lifecycle_event'] === undefined) return undefined;
  try {
    const isShell = readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').includes('setup.mjs');
    return isShell ? Number(statFields(process.ppid)[1]) : undefined;
  } catch {
    return undefined;
  }
}

/** A process that was killed but not yet waited for (a zombie) is gone too. */
function isGone(pid) {
  try {
    if (process.platform === 'linux') return ['Z', 'X'].includes(statFields(pid)[0]);
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code !== 'EPERM';
  }
}

/** State, parent and so on of a process; the name before them may hold anything, brackets too. */
function statFields(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
