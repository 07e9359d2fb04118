import { spawnSync } from 'node:child_process';

/** Whether ffmpeg is installed; the tests that need it say so where it is not. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
if (!hasFfmpeg) {
  process.stderr.write('skipped: tests that encode with ffmpeg or compare with it\n');
}
