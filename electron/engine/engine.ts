import { fileURLToPath } from 'node:url';
import { openLibrary } from '../../db/connection/open-library.ts';
import { prepareQueries } from '../../db/queries/index.ts';
import type { EngineOperationName } from '../contract/operations.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import type { ScorerPort } from '../contract/processes.ts';
import { clearDeadStaging } from '../core/export/dead-staging.ts';
import { createFileCrew, type FileCrew } from '../core/export/file-crew.ts';
import { createDispatcher, type Handlers } from '../rpc/dispatch.ts';
import type { EnginePort } from '../rpc/engine-port.ts';
import type { Log } from '../rpc/log.ts';
import { addModel } from './add-model.ts';
import { createBackgroundHashing } from './background-hashing.ts';
import { createClipReader } from './clip-reader.ts';
import type { EngineContext } from './engine-context.ts';
import { createEventHub } from './event-hub.ts';
import { comparisonHandlers } from './handlers/comparison-handlers.ts';
import { copyHandlers } from './handlers/copy-handlers.ts';
import { exportHandlers } from './handlers/export-handlers.ts';
import { facetHandlers } from './handlers/facet-handlers.ts';
import { importHandlers } from './handlers/import-handlers.ts';
import { leakageHandlers, type LeakageServices } from './handlers/leakage-handlers.ts';
import { libraryHandlers } from './handlers/library-handlers.ts';
import { modelHandlers } from './handlers/model-handlers.ts';
import { relinkHandlers, type IdentityServices } from './handlers/relink-handlers.ts';
import { resultsHandlers } from './handlers/results-handlers.ts';
import { reviewHandlers } from './handlers/review-handlers.ts';
import { runHandlers } from './handlers/run-handlers.ts';
import { settingHandlers } from './handlers/setting-handlers.ts';
import { sourceHandlers } from './handlers/source-handlers.ts';
import { subsetHandlers } from './handlers/subset-handlers.ts';
import { sweepHandlers } from './handlers/sweep-handlers.ts';
import { createJobDefinitions } from './jobs/index.ts';
import { foreseenFault } from './jobs/job-fault.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { LeakageGuard } from './leakage-guard.ts';
import { createLibraryFacts, type LibraryFacts } from './library-facts.ts';
import { createRankings, type Rankings } from './rankings.ts';
import { createWaitedFor } from './jobs/score-order.ts';
import { createSourcePresence } from './source-presence.ts';
import { StandbyScorer } from './standby-scorer.ts';
import { discardIncomplete } from './store-import.ts';
import { hashModelFile } from './stored-models.ts';
import { createSubsetMembers } from './subset-members.ts';

export interface EngineOptions {
  readonly libraryFolder: string;
  readonly scorers: ScorerPort;
  /** null: the library's setting, or what fits the machine. */
  readonly scorerCount: number | null;
  readonly log: Log;
  readonly applicationVersion: string;
  /** Whether jobs that an earlier engine left open are taken up at once; the CLI starts only what it was told to. */
  readonly takeUpJobs: boolean;
}

export interface Engine extends EnginePort {
  /** Resolves when a job is over or paused. */
  settled: JobRunner['settled'];
  close(): Promise<void>;
}

/** The small model that comes with Earmark; beside the archive in a packaged app, because native code cannot read inside it. */
const bundledModelPath = fileURLToPath(
  new URL('../../native-models/files/earmark-sample-frog.onnx', import.meta.url),
).replace('app.asar', 'app.asar.unpacked');

/** Opens a library and binds every operation to it. Errors: those of `openLibrary`. */
export async function createEngine(options: EngineOptions): Promise<Outcome<Engine>> {
  const library = openLibrary(options.libraryFolder);
  if (!library.ok) {
    return library;
  }
  const context: EngineContext = {
    libraryFolder: options.libraryFolder,
    queries: prepareQueries(library.value.database),
    events: createEventHub(),
    scorers: options.scorers,
    standby: new StandbyScorer({ scorers: options.scorers }),
    waitedFor: createWaitedFor(),
    scorerCount: options.scorerCount,
    log: options.log,
    applicationVersion: options.applicationVersion,
    now: () => new Date().toISOString(),
  };
  const facts = createLibraryFacts(context);
  const rankings = createRankings(context, facts);
  const guard = new LeakageGuard(context);
  const members = createSubsetMembers(context, { rankings, facts, guard });
  const crew = createFileCrew();
  // One thread, one file after the other: a card's reader likes nothing better, and a core stays free.
  const contentCrew = createFileCrew(1);
  const jobs = new JobRunner(context, createJobDefinitions(context, members, { files: crew, contents: contentCrew }));
  const identity = createIdentity(context, jobs, { contentCrew, takeUpJobs: options.takeUpJobs });
  const dispatch = createDispatcher(allHandlers(context, jobs, { rankings, facts, members, guard, crew, identity }), {
    log: options.log,
    knownFault: foreseenFault,
  });
  const stopForgetting = forgetWhenChanged(context, { rankings, facts, guard });

  await addBundledModel(context);
  await clearKilledExports(context);
  void discardIncomplete(context, null).catch((error: unknown) => {
    context.log('warning', 'What a killed import left is removed at the next start', { error: String(error) });
  });
  if (options.takeUpJobs) {
    jobs.takeUp();
  } else {
    jobs.leaveAside();
  }
  return succeed({
    call: dispatch,
    clip: createClipReader(context),
    onEvent: (listener) => context.events.onEvent(listener),
    settled: (jobId) => jobs.settled(jobId),
    close: async () => {
      context.standby.close();
      identity.hashing.stop();
      identity.presence.stop();
      await jobs.close();
      await crew.close();
      await contentCrew.close();
      stopForgetting();
      guard.close();
      library.value.close();
    },
  });
}

/** What comes back by itself: contents that are not known yet, and drives. */
function createIdentity(
  context: EngineContext,
  jobs: JobRunner,
  { contentCrew, takeUpJobs }: Pick<IdentityServices, 'contentCrew'> & Pick<EngineOptions, 'takeUpJobs'>,
): IdentityServices {
  const hashing = createBackgroundHashing(context, jobs, { isAutomatic: takeUpJobs });
  const presence = createSourcePresence(context, () => {
    jobs.resumeOffline();
    if (takeUpJobs) {
      hashing.begin();
    }
  });
  return { hashing, presence, contentCrew };
}

function allHandlers(
  context: EngineContext,
  jobs: JobRunner,
  services: LeakageServices & {
    readonly facts: LibraryFacts;
    readonly crew: FileCrew;
    readonly identity: IdentityServices;
  },
): Handlers<EngineOperationName> {
  const { rankings, facts, members, guard, crew, identity } = services;
  return {
    ...libraryHandlers(context),
    ...sourceHandlers(context, jobs, { rankings, ...identity }),
    ...copyHandlers(context, identity),
    ...relinkHandlers(context, jobs, identity),
    ...modelHandlers(context),
    ...runHandlers(context, jobs, rankings),
    ...importHandlers(context),
    ...comparisonHandlers(context, rankings),
    ...settingHandlers(context),
    ...facetHandlers(context, rankings),
    ...reviewHandlers(context, rankings, { members, guard, facts }),
    ...subsetHandlers(context, members),
    ...exportHandlers(context, jobs, { members, guard, crew }),
    ...leakageHandlers(context, { rankings, members, guard }),
    ...sweepHandlers(context),
    ...resultsHandlers(context),
  };
}

/** Rankings are read anew after scores changed; findings are applied to them as they come. */
function forgetWhenChanged(
  context: EngineContext,
  {
    rankings,
    facts,
    guard,
  }: { readonly rankings: Rankings; readonly facts: LibraryFacts; readonly guard: LeakageGuard },
): () => void {
  return context.events.onEvent((event) => {
    if (event.topic === 'source/changed') {
      facts.forget('origins');
    }
    // A scan that touched what was known, and a source that went, say so as a change of all runs.
    if (
      event.topic === 'copies/changed' ||
      event.topic === 'export/changed' ||
      (event.topic === 'run/changed' && event.payload.runId === null)
    ) {
      facts.forget('contents');
    }
    if (event.topic === 'run/changed') {
      rankings.forget(event.payload.runId);
    } else if (
      event.topic === 'source/changed' ||
      event.topic === 'copies/changed' ||
      event.topic === 'model/changed'
    ) {
      guard.forget();
    }
  });
}

/** An export that was killed between two renames is put right before anyone looks at its folder. */
async function clearKilledExports(context: EngineContext): Promise<void> {
  const roots = new Set(context.queries.subsets.exports().map((row) => row.root));
  // What its export could go on with stays: its job may be taken up again.
  await Promise.all([...roots].map((root) => clearDeadStaging(root, { keepResumable: true })));
}

/** A library without the bundled model still works: its absence is logged, not fatal. */
async function addBundledModel(context: EngineContext): Promise<void> {
  const sha256 = await hashModelFile(bundledModelPath).catch(() => null);
  const known = context.queries.models.list().find((model) => model.bundled === 1 && model.sha256 === sha256);
  if (known !== undefined) {
    // The same bytes at another place: an application that was moved or mounts itself anew.
    context.queries.models.relocate(known.id, bundledModelPath);
    return;
  }
  const added = await addModel(context, { path: bundledModelPath, bundled: true });
  if (!added.ok) {
    context.log('warning', 'The bundled model could not be added', { ...added.fault });
  }
}
