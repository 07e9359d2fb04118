import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { SweepWriteRequest } from '../../../contract/sweep-composition.ts';
import { expandSweep } from '../expand-sweep.ts';
import { withFolderStyle } from '../folder-style.ts';
import { composeSweep } from './compose-sweep.ts';
import { wordProblems } from './folder-problems.ts';

/** The audio root that the trainer will use: the one given, or AudioData in its own folder; null where there is none. */
async function audioRootOf({ audioRoot, root }: SweepWriteRequest): Promise<string | null> {
  const inRoot = join(root, 'AudioData');
  try {
    return audioRoot ?? ((await stat(inRoot)).isDirectory() ? inRoot : null);
  } catch {
    return null;
  }
}

interface Found {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

async function find(request: SweepWriteRequest): Promise<Outcome<Found>> {
  const audioRoot = await audioRootOf(request);
  if (audioRoot !== null) {
    const composed = await composeSweep({ ...request, audioRoot });
    return composed.ok ? succeed({ problems: composed.value.problems, warnings: [] }) : composed;
  }
  const styled = withFolderStyle(request.specification, request);
  const expanded = expandSweep(styled);
  return expanded.ok
    ? succeed({
        problems: wordProblems(styled),
        warnings: [
          `The subset folders were not looked at: there is no AudioData in ${request.root}, and no other audio root was given.`,
        ],
      })
    : expanded;
}

/**
 * What would waste a night of training, before anything is written: subset folders that are missing, empty or would be
 * dropped, and classes without files.
 * @returns the warnings to pass on; `sweep-folder-missing` with every problem in its detail, unless told not to check
 */
export async function checkBeforeWriting(request: SweepWriteRequest): Promise<Outcome<readonly string[]>> {
  const found = await find(request);
  if (!found.ok) {
    return found;
  }
  const { problems, warnings } = found.value;
  const [first] = problems;
  if (first === undefined || request.unchecked) {
    return succeed([...problems, ...warnings]);
  }
  const others = problems.length - 1;
  const more =
    others === 0 ? '' : ` There ${others === 1 ? 'is one more problem' : `are ${others} more problems`} of this kind.`;
  return fail('sweep-folder-missing', `Nothing was written. ${first}${more}`, problems.join('\n'));
}
