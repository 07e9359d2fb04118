import { Command, InvalidArgumentError } from 'commander';
import { FaultError } from '../contract/outcome.ts';
import { applicationVersion } from '../engine/application-version.ts';
import { libraryFolder } from '../host/library-folder.ts';
import { commands } from './commands/index.ts';
import { closeWhenInterrupted } from './interruption.ts';
import { printNotice, printReport, type Report } from './output.ts';
import { openSession, type Session } from './session.ts';

interface CommonOptions {
  readonly library?: string;
  readonly json?: boolean;
  readonly scorers?: number;
}

const program = new Command('earmark')
  .description('Score recordings, sort them by confidence, export training subsets and the sweep that trains on them.')
  .version(applicationVersion)
  .showHelpAfterError();

async function run(command: Command, work: (session: Session) => Promise<Report>): Promise<void> {
  const options: CommonOptions = command.opts();
  const asJson = options.json ?? false;
  try {
    const session = await openSession({
      libraryFolder: libraryFolder(options.library),
      ...(options.scorers === undefined ? {} : { scorerCount: options.scorers }),
    });
    const stopWatching = closeWhenInterrupted(session, (fault) => {
      printFault(fault, asJson);
    });
    try {
      finish(await work(session), asJson);
    } finally {
      stopWatching();
      await session.close();
    }
  } catch (error) {
    reportFailure(error, asJson);
  }
}

async function runAlone(command: Command, work: () => Promise<Report>): Promise<void> {
  const asJson = command.opts<CommonOptions>().json ?? false;
  try {
    finish(await work(), asJson);
  } catch (error) {
    reportFailure(error, asJson);
  }
}

function finish(report: Report, asJson: boolean): void {
  printReport(report, asJson);
  if (report.hasFailed === true) {
    process.exitCode = 1;
  }
}

function scorerCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64) {
    throw new InvalidArgumentError('Give a whole number from 1 to 64.');
  }
  return count;
}

function reportFailure(error: unknown, asJson: boolean): void {
  process.exitCode = 1;
  const unforeseen = {
    code: 'unexpected',
    message: String(error),
    detail: error instanceof Error ? error.stack : undefined,
  };
  printFault(error instanceof FaultError ? error.fault : unforeseen, asJson);
}

/** In JSON mode a failure is JSON too, on standard output; its exit code tells it from a result. */
function printFault(fault: { readonly message: string }, asJson: boolean): void {
  if (asJson) {
    printReport({ value: { fault }, lines: [] }, true);
  } else {
    printNotice(fault.message);
  }
}

for (const register of commands) {
  register(program, { run, runAlone });
}
for (const command of program.commands) {
  command
    .option('--library <folder>', 'the library (default: $EARMARK_LIBRARY, else Earmark in your home folder)')
    .option('--scorers <n>', 'scorer processes', scorerCount)
    .option('--json', 'print one JSON document');
}
await program.parseAsync();
