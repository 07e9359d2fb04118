import type { Fault } from '../../contract/outcome.ts';
import type { SweepSpecification, SweepValue } from '../../contract/sweeps.ts';

/** More experiments than anyone can train; a slip in an axis should not fill a disk. */
const mostExperiments = 10_000;

function invalid(message: string): Fault {
  return { code: 'sweep-invalid', message };
}

function isListOfTexts(value: SweepValue): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== '');
}

interface AxisRule {
  readonly accepts: (value: SweepValue) => boolean;
  readonly needs: string;
}

const listOfFolders: AxisRule = {
  accepts: isListOfTexts,
  needs: 'a list of folders, such as [AudioData/curated/bestLowQuality/small], or [] for none',
};

/** Axes whose values the study's pipeline reads in one form only; anything else would be misread without an error. */
const axisRules: ReadonlyMap<string, AxisRule> = new Map([
  ['seed', { accepts: (value) => Number.isInteger(value), needs: 'a whole number' }],
  ['balance', { accepts: (value) => typeof value === 'boolean', needs: 'true or false' }],
  ['include_negatives', { accepts: (value) => typeof value === 'boolean', needs: 'true or false' }],
  ['use_validation', { accepts: (value) => typeof value === 'boolean', needs: 'true or false' }],
  ['quality', { accepts: isListOfTexts, needs: 'a list, such as [high, medium]' }],
  ['call_type', { accepts: isListOfTexts, needs: 'a list, such as [grunt, both]' }],
  ['positive_subsets', listOfFolders],
  ['negative_subsets', listOfFolders],
]);

function axisProblem(key: string, values: readonly SweepValue[]): Fault | null {
  // JavaScript moves such keys to the front of a map, which would renumber the experiments.
  if (key === '' || /^\d+$/u.test(key)) {
    return invalid(`“${key}” cannot be the name of an axis. Use the name of a setting, such as seed or dropout.`);
  }
  if (values.length === 0) {
    return invalid(`The axis “${key}” has no values. Give it at least one, or remove it.`);
  }
  const rule = axisRules.get(key);
  const wrong = rule === undefined ? undefined : values.find((value) => !rule.accepts(value));
  return rule === undefined || wrong === undefined
    ? null
    : invalid(`In the axis “${key}” each value must be ${rule.needs}; ${JSON.stringify(wrong)} is not.`);
}

function outputProblem(folder: string): Fault | null {
  const segments = folder.split(/[\\/]/u);
  const isAbsolute = folder.startsWith('/') || folder.startsWith('\\') || /^[a-z]:/iu.test(folder);
  return isAbsolute || segments.some((segment) => segment === '..' || segment === '' || segment === '.')
    ? invalid(
        `The output folder “${folder}” must be a path below the chosen folder, such as config/sweeps/stage5_sweep.`,
      )
    : null;
}

/** Why nobody could train from this specification, or null. What merely surprises is in `sweepWarnings`. */
export function checkSpecification(specification: SweepSpecification, experimentCount: number): Fault | null {
  const output = outputProblem(specification.out_dir);
  if (output !== null) {
    return output;
  }
  for (const [key, values] of Object.entries(specification.axes)) {
    const problem = axisProblem(key, values);
    if (problem !== null) {
      return problem;
    }
  }
  return experimentCount > mostExperiments
    ? invalid(
        `These axes make ${experimentCount.toLocaleString('en-US')} experiments; ` +
          `the most is ${mostExperiments.toLocaleString('en-US')}. Remove values from an axis.`,
      )
    : null;
}
