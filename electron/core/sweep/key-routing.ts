/** Sections of a configuration that a key is written to. */
type Sections = readonly string[];

const everywhere: ReadonlyMap<string, Sections> = new Map([
  ['batch_size', ['training', 'inference']],
  ['use_validation', ['training']],
  ['quality', ['training_package']],
  ['balance', ['training_package']],
  ['call_type', ['training_package']],
  ['include_negatives', ['training_package']],
  ['fmin', ['training_args', 'analyzer_args']],
  ['fmax', ['training_args', 'analyzer_args']],
  ['overlap', ['training_args', 'analyzer_args']],
]);

const onlyFromBaseParameters: ReadonlyMap<string, Sections> = new Map([['epochs', ['training']]]);

const onlyFromAxes: ReadonlyMap<string, Sections> = new Map([
  ['seed', ['experiment']],
  ['positive_subsets', ['training_package']],
  ['negative_subsets', ['training_package']],
  ['sensitivity', ['analyzer_args']],
]);

const elsewhere: Sections = ['training_args'];

/** Where the study's generator writes a key of `base_params` (field guide §1.5, "routing of keys"). */
export function sectionsOfBaseParameter(key: string): Sections {
  return onlyFromBaseParameters.get(key) ?? everywhere.get(key) ?? elsewhere;
}

/** Where the study's generator writes the value of an axis. */
export function sectionsOfAxis(key: string): Sections {
  return onlyFromAxes.get(key) ?? everywhere.get(key) ?? elsewhere;
}
