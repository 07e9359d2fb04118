import { homedir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { succeed } from '../../contract/outcome.ts';
import type { LibrarySummary } from '../../contract/library.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';

/** The library as a whole. */
export function libraryHandlers(context: EngineContext): Handlers<'library/summary' | 'library/set-reviewer'> {
  const { queries } = context;
  const summary = (): LibrarySummary => {
    const totals = queries.sources.totals();
    return {
      path: context.libraryFolder,
      name: basename(context.libraryFolder),
      applicationVersion: context.applicationVersion,
      reviewer: currentReviewer(context),
      recordingCount: totals.recordings,
      failedCount: totals.failed,
      sourceCount: queries.sources.list().length,
      runCount: queries.runs.list().length,
      findingCount: queries.findings.count(),
      suggestedExportRoot: queries.settings.read('export-root') ?? join(homedir(), 'AudioData', 'curated'),
    };
  };
  return {
    'library/summary': () => succeed(summary()),
    'library/set-reviewer': ({ reviewer }) => {
      queries.settings.write('reviewer', reviewer);
      return succeed(summary());
    },
  };
}

/** Who listens: the name given in the window, else the system's. */
export function currentReviewer(context: EngineContext): string {
  return context.queries.settings.read('reviewer') ?? systemUser();
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the password file, as containers have it.
    return 'reviewer';
  }
}
