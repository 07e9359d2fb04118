import type { Fault } from '../../contract/outcome.ts';
import { isSweepFloat, type SweepSpecification, type SweepValue } from '../../contract/sweeps.ts';

/** More experiments than anyone can train; a slip in an axis should not fill a disk. */
const mostExperiments = 10_000;

function invalid(message: string): Fault {
  return { code: 'sweep-invalid', message };
}

/** The packager walks such a value and skips an empty one; of a bare text it would walk the letters. */
function isListOfTexts(value: SweepValue): boolean {
  return value === null || (Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== ''));
}

function isNumberOrNone(value: SweepValue): boolean {
  return value === null || typeof value === 'number' || (!Array.isArray(value) && isSweepFloat(value));
}

interface ValueRule {
  readonly accepts: (value: SweepValue) => boolean;
  readonly needs: string;
}

const listOfFolders: ValueRule = {
  accepts: isListOfTexts,
  needs: 'a list of folders, such as [AudioData/curated/bestLowQuality/small], or [] for none',
};

const truth: ValueRule = { accepts: (value) => typeof value === 'boolean', needs: 'true or false' };
const number: ValueRule = { accepts: isNumberOrNone, needs: 'a number' };

/** Settings that the study's pipeline reads in one form only; anything else would be misread without an error. */
const valueRules: ReadonlyMap<string, ValueRule> = new Map([
  ['seed', { accepts: (value) => Number.isInteger(value), needs: 'a whole number' }],
  ['balance', truth],
  ['include_negatives', truth],
  ['use_validation', truth],
  ['batch_size', number],
  ['fmin', number],
  ['fmax', number],
  ['overlap', number],
  ['quality', { accepts: isListOfTexts, needs: 'a list, such as [high, medium]' }],
  ['call_type', { accepts: isListOfTexts, needs: 'a list, such as [grunt, both]' }],
  ['positive_subsets', listOfFolders],
  ['negative_subsets', listOfFolders],
]);

/** Longest name of a setting; PyYAML writes longer ones in another form. */
const longestKey = 100;

function keyProblem(key: string): Fault | null {
  // JavaScript moves whole numbers to the front of a map, which would renumber the experiments.
  return key === '' || key.length > longestKey || /^\d+$|[\n\u0085\u2028\u2029]/u.test(key)
    ? invalid(`“${key}” cannot be the name of a setting. Use one such as seed or dropout.`)
    : null;
}

function valueProblem(key: string, values: readonly SweepValue[], place: string): Fault | null {
  const rule = valueRules.get(key);
  const wrong = rule === undefined ? undefined : values.find((value) => !rule.accepts(value));
  return rule === undefined || wrong === undefined
    ? null
    : invalid(`In ${place} “${key}” each value must be ${rule.needs}; ${JSON.stringify(wrong)} is not.`);
}

function axisProblem(key: string, values: readonly SweepValue[]): Fault | null {
  if (values.length === 0) {
    return invalid(`The axis “${key}” has no values. Give it at least one, or remove it.`);
  }
  return keyProblem(key) ?? valueProblem(key, values, 'the axis');
}

function baseProblem(key: string, value: SweepValue): Fault | null {
  return keyProblem(key) ?? valueProblem(key, [value], 'the base parameter');
}

function outputProblem(folder: string): Fault | null {
  const segments = folder.split(/[\\/]/u);
  const isAbsolute = folder.startsWith('/') || folder.startsWith('\\') || /^[a-z]:/iu.test(folder);
  const names = segments.filter((segment) => segment !== '' && segment !== '.');
  return isAbsolute || names.length === 0 || names.includes('..')
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
  const problem = [
    ...Object.entries(specification.axes).map(([key, values]) => axisProblem(key, values)),
    ...Object.entries(specification.base_params).map(([key, value]) => baseProblem(key, value)),
  ].find((each) => each !== null);
  if (problem !== undefined) {
    return problem;
  }
  return experimentCount > mostExperiments
    ? invalid(
        `These axes make ${experimentCount.toLocaleString('en-US')} experiments; ` +
          `the most is ${mostExperiments.toLocaleString('en-US')}. Remove values from an axis.`,
      )
    : null;
}
