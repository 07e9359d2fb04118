import { exportRequestSchema } from '../../contract/exports.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import { writeWavClip } from '../../core/audio/write-clip.ts';
import { writeExport, type ExportResult } from '../../core/export/write-export.ts';
import type { EngineContext } from '../engine-context.ts';
import { planRequest, type PlannedRequest } from '../export-request.ts';
import type { SubsetMembers } from '../subset-members.ts';
import type { JobDefinition } from './job-definition.ts';

/** Writes subsets to disk. Stopped or killed, nothing half-written is visible, and it starts again from the beginning. */
export function createExportJob(context: EngineContext, members: SubsetMembers): JobDefinition {
  return {
    kind: 'export',
    lane: 'files',
    run: async (parameters, job): Promise<Outcome<null>> => {
      await members.prepare();
      const planned = planRequest(context, members, exportRequestSchema.parse(parameters));
      if (!planned.ok) {
        return planned;
      }
      const { plan, sourcePaths } = planned.value;
      const exportedAt = context.now();
      const written = await writeExport(plan, {
        signal: job.signal,
        onProgress: ({ done, total, bytes, totalBytes }) => {
          job.progress({ done, total, failed: 0, workDone: bytes, workTotal: totalBytes });
        },
        writeClip: writeWavClip,
        sourcePaths,
        programVersion: context.applicationVersion,
        exportedAt,
      });
      if (!written.ok) {
        return written;
      }
      recordExport(context, planned.value, written.value, exportedAt);
      context.events.announce('export/changed', {});
      return succeed(null);
    },
  };
}

/** What was written and under which names, so that the next export uses the same names. */
function recordExport(
  context: EngineContext,
  { subsets, names }: PlannedRequest,
  result: ExportResult,
  at: string,
): void {
  const { queries } = context;
  const exported = new Set(subsets.flatMap((subset) => subset.members.map((member) => member.recordingId)));
  queries.transaction(() => {
    queries.recordings.nameForExport(new Map([...names].filter(([recordingId]) => exported.has(recordingId))));
    for (const tier of result.tiers) {
      const subset = subsets.find((each) => each.subsetId === tier.subsetId);
      queries.subsets.insertExport({
        subsetId: tier.subsetId,
        subsetName: tier.subsetName,
        purpose: subset?.settings.purpose ?? 'positive',
        folder: subset?.folder ?? '',
        root: result.root,
        path: tier.path,
        files: tier.files,
        bytes: tier.bytes,
        at,
      });
    }
  });
}
