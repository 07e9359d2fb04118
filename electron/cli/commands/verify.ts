import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { ExportVerification, VerifiedFolder } from '../../contract/exports.ts';
import { unwrap } from '../../contract/outcome.ts';
import { createFileCrew } from '../../core/export/file-crew.ts';
import { verifyExport } from '../../core/export/verify-export.ts';
import { table, type Report } from '../output.ts';
import type { RegisterCommand } from './command.ts';

export const registerVerify: RegisterCommand = (program, context) => {
  program
    .command('verify')
    .description('prove an exported folder, or all below it, intact; ends with 1 if anything is off')
    .argument('<folder>', 'an export root or one exported folder')
    .action((folder: string, options: { readonly library?: string }, command: Command) =>
      options.library === undefined
        ? context.runAlone(command, () => verifyByItself(resolve(folder)))
        : context.run(command, async (session) =>
            report(await session.call('export/verify', { path: resolve(folder) })),
          ),
    );
};

/** An export proves itself, wherever it was taken; only a library knows of whole folders that should be there too. */
async function verifyByItself(path: string): Promise<Report> {
  const crew = createFileCrew();
  try {
    return report(unwrap(await verifyExport(path, { crew, exportedFolders: [] })));
  } finally {
    await crew.close();
  }
}

function report(verification: ExportVerification): Report {
  if (!verification.isIntact) {
    // The report is the answer, so it is printed as ever; only scripts look at the code.
    process.exitCode = 1;
  }
  return { value: verification, lines: lines(verification) };
}

function lines({ folders, missingFolders, beside, isIntact, files, bytes }: ExportVerification): string[] {
  const rows = folders.map(({ path, intact, missing, changed, foreign }) => [
    path,
    String(intact),
    String(missing.length),
    String(changed.length),
    String(foreign.length),
  ]);
  return [
    ...table(['folder', 'intact', 'missing', 'changed', 'foreign'], rows),
    ...folders.flatMap(remarks),
    ...missingFolders.map((path) => `gone: ${path}`),
    ...beside.map((path) => `beside the exports: ${path}`),
    isIntact
      ? `Intact: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, every byte as it was written.`
      : 'Not intact. Export again, or put back what is missing.',
  ];
}

function remarks({ path, problem, missing, changed, foreign }: VerifiedFolder): string[] {
  return [
    ...(problem === null ? [] : [`! ${path}: ${problem}`]),
    ...missing.map((name) => `missing: ${path}/${name}`),
    ...changed.map((name) => `changed: ${path}/${name}`),
    ...foreign.map((name) => `foreign: ${path}/${name}`),
  ];
}
