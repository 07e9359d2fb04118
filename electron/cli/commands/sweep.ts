import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { unwrap } from '../../contract/outcome.ts';
import { folderSpellingSchema, pathStyleSchema, type SweepSpecification } from '../../contract/sweeps.ts';
import { readSpecification } from '../../core/sweep/read-specification.ts';
import { stop } from '../lookup.ts';
import type { Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

export interface SweepOptions {
  readonly root: string;
  readonly exports?: string;
  readonly preset: string;
  readonly spec?: string;
  readonly pathStyle: string;
  readonly spelling?: string;
  readonly dryRun?: boolean;
}

export const registerSweep: RegisterCommand = (program, context) => {
  program
    .command('sweep')
    .description('write the training experiments over exported subsets')
    .requiredOption('--root <folder>', 'the trainer’s folder: config/sweeps/… is written there')
    .option('--exports <folder>', 'the export root whose folders become the subset axes')
    .option('--preset <preset>', 'axes and base parameters', 'stage5')
    .option('--spec <file>', 'a sweep specification (YAML) instead of a preset')
    .addOption(
      new Option('--path-style <style>', 'slashes in the YAML').choices(pathStyleSchema.options).default('forward'),
    )
    .addOption(
      new Option('--spelling <spelling>', 'the study’s misspelt folder hardnet_conf_min_85')
        .choices(folderSpellingSchema.options)
        .default('as-written'),
    )
    .option('--dry-run', 'print the specification only')
    .action((options: SweepOptions, command: Command) =>
      context.run(command, (session) => writeSweep(session, options)),
    );
};

export async function writeSweep(session: Session, options: SweepOptions): Promise<Report> {
  const specification = await specificationOf(session, options);
  const style = {
    pathStyle: pathStyleSchema.parse(options.pathStyle),
    spelling: folderSpellingSchema.parse(options.spelling ?? 'as-written'),
  };
  const preview = await session.call('sweep/preview', { specification, ...style });
  const warnings = preview.warnings.map((warning) => `! ${warning}`);
  if (options.dryRun === true) {
    const { specificationYaml, experimentCount } = preview;
    return {
      value: { specificationYaml, experimentCount, warnings: preview.warnings },
      lines: [specificationYaml, ...warnings],
    };
  }
  const written = await session.call('sweep/write', { specification, ...style, root: resolve(options.root) });
  return {
    value: { ...written, warnings: preview.warnings },
    lines: [
      `${written.experimentCount} experiments and base.yaml in ${written.folder}`,
      `Specification: ${written.specificationPath}`,
      ...warnings,
    ],
  };
}

async function specificationOf(session: Session, options: SweepOptions): Promise<SweepSpecification> {
  if (options.spec !== undefined) {
    return unwrap(readSpecification(await readFile(options.spec, 'utf8')));
  }
  if (options.exports !== undefined) {
    return session.call('sweep/from-exports', { presetId: options.preset, exportRoot: resolve(options.exports) });
  }
  const presets = await session.call('sweep/presets', {});
  const preset = presets.find((each) => each.id === options.preset);
  return preset?.specification ?? stop('not-found', `There is no preset “${options.preset}”.`);
}
