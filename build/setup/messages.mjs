/** Setup speaks on stderr only: stdout belongs to the program that it starts. */

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A failure that setup expects and explains: its message says what to do, so no stack is shown. */
export class SetupFailure extends Error {}

/**
 * Shows one line with the seconds that passed while work is under way (on a terminal; else the line once).
 * @param {string} line
 * @returns {{ end(last: string): void }}
 */
export function startProgress(line) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  if (process.stderr.isTTY !== true) {
    say(`${line} …`);
    return { end: (last) => say(`${last} (${seconds()} s)`) };
  }
  const draw = () => process.stderr.write(`\r\x1b[2K${line} … ${seconds()} s`);
  draw();
  const timer = setInterval(draw, 1000);
  return {
    end(last) {
      clearInterval(timer);
      process.stderr.write(`\r\x1b[2K${last} (${seconds()} s)\n`);
    },
  };
}
