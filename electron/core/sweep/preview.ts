import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { SweepPreview, SweepSpecification, SweepValue } from '../../contract/sweeps.ts';
import { wordProblems } from './composition/folder-problems.ts';
import { expandSweep } from './expand-sweep.ts';
import { sectionsOfAxis } from './key-routing.ts';
import { withFolderStyle, type FolderStyle } from './folder-style.ts';
import type { SweepExperiment } from './sweep-document.ts';
import { sweepWarnings } from './sweep-warnings.ts';
import { scalarText } from './python-scalars.ts';
import { documentYaml, specificationYaml } from './yaml.ts';

/** A value as a table cell: a subset by its folder's last name, an empty list as `none`. */
function shown(value: SweepValue): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map((entry: SweepValue) => shown(entry)).join(', ');
  }
  return typeof value === 'string' ? (value.split(/[\\/]/u).at(-1) ?? value) : (scalarText(value) ?? '');
}

function axisValue({ document }: SweepExperiment, axis: string): SweepValue {
  const [section = 'training_args'] = sectionsOfAxis(axis);
  return document[section]?.[axis] ?? null;
}

/**
 * Everything the sweep screen shows: the texts that would be written, one row an experiment, and the warnings.
 * @returns `sweep-invalid` as `expandSweep` does
 */
export function previewSweep(specification: SweepSpecification, style: FolderStyle): Outcome<SweepPreview> {
  const styled = withFolderStyle(specification, style);
  const expanded = expandSweep(styled);
  if (!expanded.ok) {
    return expanded;
  }
  const axisNames = Object.keys(styled.axes);
  return succeed({
    specificationYaml: specificationYaml(styled),
    baseYaml: documentYaml(expanded.value.base),
    experimentCount: expanded.value.experiments.length,
    experiments: expanded.value.experiments.map((experiment) => ({
      name: experiment.name,
      values: axisNames.map((axis) => shown(axisValue(experiment, axis))),
      yaml: documentYaml(experiment.document),
    })),
    axisNames,
    problems: wordProblems(styled),
    warnings: sweepWarnings(styled),
  });
}
