import { resolve } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { FaultError } from '../../contract/outcome.ts';
import {
  packageExtrasSchema,
  type PackageExtras,
  type SweepBase,
  type SweepComposition,
} from '../../contract/sweep-composition.ts';
import {
  folderSpellingSchema,
  pathStyleSchema,
  type ExportedSweep,
  type SweepPreview,
  type SweepRequest,
} from '../../contract/sweeps.ts';
import { stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

const actions = ['write', 'preview', 'presets'] as const;
type Action = (typeof actions)[number];

export interface SweepOptions {
  readonly root?: string;
  readonly exports?: string;
  readonly preset: string;
  readonly spec?: string;
  readonly pathStyle: string;
  readonly spelling?: string;
  readonly audioRoot?: string;
  readonly manifest?: string;
  readonly trainingFolder?: string;
  readonly posCap?: string;
  readonly negCap?: string;
  readonly maxPerClass?: string;
  readonly negRatio?: string;
  readonly split?: readonly string[];
  readonly site?: readonly string[];
  readonly recorder?: readonly string[];
  readonly unchecked?: boolean;
  readonly dryRun?: boolean;
}

const calls: Readonly<Record<Action, (session: Session, options: SweepOptions) => Promise<Report>>> = {
  write: writeSweep,
  preview: previewSweep,
  presets: listPresets,
};

export const registerSweep: RegisterCommand = (program, context) => {
  program
    .command('sweep')
    .description('the training experiments over exported subsets: look at them, or write them')
    .addArgument(new Argument('[action]').choices(actions).default('write'))
    .option('--root <folder>', 'the trainer’s folder: config/sweeps/… is written there')
    .option('--exports <folder>', 'the export root whose folders become the subset axes')
    .option('--preset <preset>', 'axes and base parameters: stage5, stage6, stage9 or stage11', 'stage5')
    .option('--spec <file>', 'a sweep specification (YAML) instead of a preset')
    .addOption(
      new Option('--path-style <style>', 'slashes in the YAML').choices(pathStyleSchema.options).default('forward'),
    )
    .addOption(
      new Option('--spelling <spelling>', 'the study’s misspelt folder hardnet_conf_min_85')
        .choices(folderSpellingSchema.options)
        .default('as-written'),
    )
    .option('--audio-root <folder>', 'the folder that the trainer calls AudioData (default: AudioData in --root)')
    .option('--manifest <file>', 'manifest.csv of the training data, for the composition')
    .option('--training-folder <folder>', 'a folder with class folders instead of a manifest')
    .option('--pos-cap <rows>', 'pos_cap that you add to training_package in base.yaml')
    .option('--neg-cap <rows>', 'neg_cap, likewise')
    .option('--max-per-class <rows>', 'max_per_class, likewise')
    .option('--neg-ratio <ratio>', 'neg_ratio, likewise')
    .option('--split <split...>', 'splits, likewise (default: train)')
    .option('--site <site...>', 'site, likewise')
    .option('--recorder <recorder...>', 'recorder_id, likewise')
    .option('--unchecked', 'write in spite of problems, for a trainer on another machine')
    .option('--dry-run', 'print the specification only')
    .action((action: Action, options: SweepOptions, command: Command) =>
      context.run(command, (session) => calls[action](session, options)),
    );
};

/** Writes the sweep, unless its subsets would be lost; what only surprises is said. */
export async function writeSweep(session: Session, options: SweepOptions): Promise<Report> {
  const { request, exported } = await requestOf(session, options);
  const preview = await session.call('sweep/preview', request);
  const notes = exported?.note ?? null;
  const remarks = [...(notes === null ? [] : [notes]), ...sentences(preview)];
  if (options.dryRun === true) {
    const { specificationYaml, experimentCount, problems } = preview;
    return {
      value: { specificationYaml, experimentCount, problems, warnings: remarks },
      lines: [specificationYaml, ...marked([...problems, ...remarks])],
    };
  }
  const root = resolve(options.root ?? stop('invalid-input', 'Say where to write: --root <the trainer’s folder>.'));
  const audioRoot = audioRootOf(options, exported);
  const written = await writtenOrEveryProblem(session, {
    ...request,
    root,
    ...(audioRoot === undefined ? {} : { audioRoot }),
    base: baseOf(options),
    extras: extrasOf(options),
    unchecked: options.unchecked ?? false,
  });
  const warnings = [...remarks, ...written.warnings];
  return {
    value: { ...written, warnings },
    lines: [
      `${written.experimentCount} experiments and base.yaml in ${written.folder}`,
      `Specification: ${written.specificationPath}`,
      ...marked(warnings),
    ],
  };
}

/** In a terminal nothing unfolds, so a refusal names every folder at once. */
async function writtenOrEveryProblem(
  session: Session,
  request: OperationInput<'sweep/write'>,
): Promise<OperationOutput<'sweep/write'>> {
  try {
    return await session.call('sweep/write', request);
  } catch (error) {
    if (error instanceof FaultError && error.fault.code === 'sweep-folder-missing') {
      const problems = (error.fault.detail ?? '').split('\n').map((problem) => `- ${problem}`);
      const message = ['Nothing was written (--unchecked writes all the same):', ...problems].join('\n');
      throw new FaultError({ ...error.fault, message });
    }
    throw error;
  }
}

/** The experiments and, where an audio root is known, what each would be trained on. Nothing is written. */
async function previewSweep(session: Session, options: SweepOptions): Promise<Report> {
  const { request, exported } = await requestOf(session, options);
  const preview = await session.call('sweep/preview', request);
  const fallback = options.root === undefined ? undefined : resolve(options.root, 'AudioData');
  const audioRoot = audioRootOf(options, exported) ?? fallback;
  const composition =
    audioRoot === undefined
      ? null
      : await session.call('sweep/compose', {
          ...request,
          audioRoot,
          base: baseOf(options),
          extras: extrasOf(options),
        });
  const problems = composition?.problems ?? preview.problems;
  const warnings = [...sentences(preview), ...(composition?.warnings ?? [])];
  return {
    value: { ...preview, composition, problems, warnings, note: exported?.note ?? null },
    lines: [
      ...experimentTable(preview, composition),
      ...marked([...(exported?.note ? [exported.note] : []), ...problems, ...warnings]),
    ],
  };
}

function experimentTable(preview: SweepPreview, composition: SweepComposition | null): string[] {
  const composed =
    composition === null ? [] : ['positives', 'negatives', 'kept +', 'kept −', 'hard neg.', 'expected', '90 %'];
  const rows = preview.experiments.map(({ name, values }, index) => {
    const sets = composition?.experiments[index];
    if (sets === undefined) {
      return [name, ...values];
    }
    const { positives, negatives, hardNegatives } = sets;
    return [
      name,
      ...values,
      String(positives.base + positives.subset),
      String(negatives.base + negatives.subset),
      String(positives.selected),
      String(negatives.selected),
      String(hardNegatives.available),
      hardNegatives.expected.toFixed(0),
      `${hardNegatives.low}–${hardNegatives.high}`,
    ];
  });
  return table(['experiment', ...preview.axisNames, ...composed], rows);
}

async function listPresets(session: Session): Promise<Report> {
  const presets = await session.call('sweep/presets', {});
  const value = await Promise.all(
    presets.map(async (preset) => {
      const { experimentCount } = await session.call('sweep/preview', { specification: preset.specification });
      return { ...preset, experimentCount };
    }),
  );
  const rows = value.map(({ id, label, experimentCount }) => [id, String(experimentCount), label]);
  return { value, lines: table(['preset', 'experiments', 'what'], rows) };
}

function sentences({ warnings }: SweepPreview): string[] {
  return warnings.map(({ message }) => message);
}

function marked(remarks: readonly string[]): string[] {
  return remarks.map((sentence) => `! ${sentence}`);
}

function audioRootOf(options: SweepOptions, exported: ExportedSweep | null): string | undefined {
  return options.audioRoot === undefined ? exported?.audioRoot : resolve(options.audioRoot);
}

function baseOf({ manifest, trainingFolder }: SweepOptions): SweepBase | null {
  if (manifest !== undefined) {
    return { kind: 'manifest', path: resolve(manifest) };
  }
  return trainingFolder === undefined ? null : { kind: 'folder', path: resolve(trainingFolder) };
}

function extrasOf(options: SweepOptions): PackageExtras {
  const given = {
    pos_cap: numberOf(options.posCap),
    neg_cap: numberOf(options.negCap),
    max_per_class: numberOf(options.maxPerClass),
    neg_ratio: numberOf(options.negRatio),
    splits: options.split,
    site: options.site,
    recorder_id: options.recorder,
  };
  const parsed = packageExtrasSchema.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  return parsed.success
    ? parsed.data
    : stop('invalid-input', 'Caps are whole numbers and a ratio is a number, from 0 on.');
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

interface SweepToCall {
  readonly request: SweepRequest;
  /** Where the exports lie, if the axes were made of them. */
  readonly exported: ExportedSweep | null;
}

async function requestOf(session: Session, options: SweepOptions): Promise<SweepToCall> {
  const style = {
    pathStyle: pathStyleSchema.parse(options.pathStyle),
    spelling: folderSpellingSchema.parse(options.spelling ?? 'as-written'),
  };
  if (options.spec !== undefined) {
    const specification = await session.call('sweep/open', { path: resolve(options.spec) });
    return { request: { specification, ...style }, exported: null };
  }
  if (options.exports !== undefined) {
    const exported = await session.call('sweep/from-exports', {
      presetId: options.preset,
      exportRoot: resolve(options.exports),
      ...(options.audioRoot === undefined ? {} : { audioRoot: resolve(options.audioRoot) }),
    });
    return { request: { specification: exported.specification, ...style }, exported };
  }
  const presets = await session.call('sweep/presets', {});
  const preset = presets.find((each) => each.id === options.preset);
  const specification = preset?.specification ?? stop('not-found', `There is no preset “${options.preset}”.`);
  return { request: { specification, ...style }, exported: null };
}
