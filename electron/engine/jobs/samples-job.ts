import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSampleRecordings } from '../../../build/sample/make-samples.ts';
import { sampleSources } from '../../../build/sample/sample-sources.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { FileCrew } from '../../core/export/file-crew.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JobDefinition } from './job-definition.ts';
import { scanSource } from './scan-job.ts';

/** Makes the sample recordings, deterministic and only once, and adds their folders as sources. */
export function createSamplesJob(context: EngineContext, contentCrew: FileCrew): JobDefinition {
  const { queries, events } = context;
  return {
    kind: 'samples',
    lane: 'files',
    run: async (_parameters, job) => {
      const folder = join(context.libraryFolder, 'samples');
      try {
        await makeSampleRecordings(folder, {
          signal: job.signal,
          onProgress: (done, total) => {
            job.progress({ done, total, failed: 0 });
          },
        });
      } catch (error) {
        if (job.signal.aborted) {
          return fail('cancelled', 'Making the samples was stopped.');
        }
        throw error;
      }
      for (const { folder: name, role, quality, site, recorder, timeZone } of sampleSources) {
        const path = await realpath(join(folder, name));
        const addedAt = context.now();
        const id =
          queries.sources.byPath(path)?.id ??
          queries.sources.insert({ path, name, role, quality, site, recorder, timeZone, addedAt });
        events.announce('source/changed', {});
        const scanned = await scanSource(
          context,
          { signal: job.signal, progress: () => undefined },
          { id, path, contentCrew },
        );
        if (!scanned.ok) {
          return scanned;
        }
      }
      return succeed(null);
    },
  };
}
