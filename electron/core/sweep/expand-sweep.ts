import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { SweepSpecification, SweepValue } from '../../contract/sweeps.ts';
import { baseDefaults } from './base-defaults.ts';
import { sectionsOfAxis, sectionsOfBaseParameter } from './key-routing.ts';
import { checkSpecification } from './specification-problem.ts';
import {
  experimentName,
  type ExpandedSweep,
  type SweepDocument,
  type SweepExperiment,
  type SweepSection,
} from './sweep-document.ts';

type Assignment = readonly [key: string, value: SweepValue];

/** The document with every assignment written to the sections its key is routed to; new keys go to a section's end. */
function assign(
  document: SweepDocument,
  assignments: readonly Assignment[],
  sectionsOf: (key: string) => readonly string[],
): SweepDocument {
  const sections = new Map(Object.entries(document).map(([name, section]) => [name, { ...section }]));
  for (const [key, value] of assignments) {
    for (const name of sectionsOf(key)) {
      sections.set(name, { ...sections.get(name), [key]: value });
    }
  }
  return Object.fromEntries(sections);
}

/** The keys named, in that order, as far as the section has them. */
function pick(section: SweepSection | undefined, keys: readonly string[]): SweepSection {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = section?.[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

const packageKeys = ['include_negatives', 'balance', 'quality', 'call_type', 'positive_subsets', 'negative_subsets'];

/** What every experiment repeats of the base, in the order in which the study's generator writes it. */
function experimentTemplate(base: SweepDocument): SweepDocument {
  return {
    experiment: { name: '', seed: 123 },
    training: pick(base['training'], ['batch_size', 'epochs', 'use_validation']),
    inference: pick(base['inference'], ['batch_size']),
    training_package: base['training_package'] ?? {},
    training_args: base['training_args'] ?? {},
    analyzer_args: base['analyzer_args'] ?? {},
  };
}

/** The combination with this number (from 0) of the Cartesian product: the last axis varies fastest. */
function combination(axes: readonly (readonly [string, readonly SweepValue[]])[], number: number): Assignment[] {
  const assignments: Assignment[] = [];
  let rest = number;
  for (const [key, values] of axes.toReversed()) {
    assignments.unshift([key, values[rest % values.length] ?? null]);
    rest = Math.floor(rest / values.length);
  }
  return assignments;
}

function experiment(specification: SweepSpecification, template: SweepDocument, number: number): SweepExperiment {
  const name = experimentName(specification.stage, number + 1);
  const assigned = assign(template, combination(Object.entries(specification.axes), number), sectionsOfAxis);
  const document: SweepDocument = {
    ...assigned,
    experiment: { ...assigned['experiment'], name },
    training_package: pick(assigned['training_package'], packageKeys),
  };
  return { name, document };
}

/** How many experiments the axes span. */
export function experimentCount(specification: SweepSpecification): number {
  return Object.values(specification.axes).reduce((count, values) => count * values.length, 1);
}

/**
 * The configurations that the study's generator writes for a specification, key orders included (field guide §1.5):
 * the Cartesian product of the axes in key order, numbered from 1.
 * @returns `sweep-invalid` for a specification that cannot be trained from
 */
export function expandSweep(specification: SweepSpecification): Outcome<ExpandedSweep> {
  const problem = checkSpecification(specification, experimentCount(specification));
  if (problem !== null) {
    return { ok: false, fault: problem };
  }
  const parameters = Object.entries(specification.base_params);
  const base = assign(baseDefaults(specification.stage), parameters, sectionsOfBaseParameter);
  const template = experimentTemplate(base);
  const experiments = Array.from({ length: experimentCount(specification) }, (_, number) =>
    experiment(specification, template, number),
  );
  return succeed({ base, experiments });
}
