import { exportRequestSchema } from '../../contract/exports.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { writeWavClip } from '../../core/audio/write-clip.ts';
import type { FileCrew } from '../../core/export/file-crew.ts';
import { missingMessage, troubledOriginals } from '../../core/export/look-at-originals.ts';
import type { ExportPlan } from '../../core/export/plan-export.ts';
import { writeExport, type ExportResult } from '../../core/export/write-export.ts';
import type { EngineContext } from '../engine-context.ts';
import { planRequest, type PlannedRequest } from '../export-request.ts';
import type { SubsetMembers } from '../subset-members.ts';
import type { JobDefinition } from './job-definition.ts';

/** Writes subsets to disk. Killed, nothing half-written is visible, and it goes on with what it had made ready. */
export function createExportJob(context: EngineContext, members: SubsetMembers, crew: FileCrew): JobDefinition {
  return {
    kind: 'export',
    lane: 'files',
    run: async (parameters, job): Promise<Outcome<null>> => {
      await members.prepare();
      const { signal } = job;
      const planned = await planRequest(context, { members, crew, signal }, exportRequestSchema.parse(parameters));
      if (!planned.ok) {
        return planned;
      }
      const { plan, sourcePaths } = planned.value;
      const exportedAt = context.now();
      const written = await writeExport(plan, {
        signal,
        onProgress: ({ done, total, bytes, totalBytes }) => {
          job.progress({ done, total, failed: 0, workDone: bytes, workTotal: totalBytes });
        },
        writeClip: writeWavClip,
        crew,
        sourcePaths,
        programVersion: context.applicationVersion,
        exportedAt,
      });
      if (!written.ok) {
        const isOfSource = written.fault.code === 'file-missing' || written.fault.code === 'file-changed';
        return isOfSource ? await withAllNames(written, plan, crew) : written;
      }
      recordExport(context, planned.value, written.value, exportedAt);
      context.events.announce('export/changed', {});
      return succeed(null);
    },
  };
}

/** The first missing file stopped the export; the person wants to know of all of them. */
async function withAllNames(
  stopped: Extract<Outcome<never>, { ok: false }>,
  plan: ExportPlan,
  crew: FileCrew,
): Promise<Outcome<null>> {
  const originals = plan.files.map(({ member }) => member);
  const message = missingMessage(await troubledOriginals(originals, crew));
  return message === null ? stopped : fail(stopped.fault.code, message, stopped.fault.message);
}

/** What was written and under which names, so that the next export uses the same names. */
function recordExport(context: EngineContext, { plan, names }: PlannedRequest, result: ExportResult, at: string): void {
  const { queries } = context;
  const exported = new Set(plan.files.map(({ member }) => member.recordingId));
  queries.transactionWithoutDiskSync(() => {
    queries.recordings.nameForExport(new Map([...names].filter(([recordingId]) => exported.has(recordingId))));
    for (const { tier, path, files, bytes } of result.tiers) {
      // Rejects are no subset: a sweep is not offered them.
      if (tier.subsets.every(({ origin }) => origin !== 'rejects')) {
        queries.subsets.insertExport({
          subsetId: tier.subsets.length === 1 ? (tier.subsets[0]?.subsetId ?? null) : null,
          subsetName: tier.subsets.map(({ name }) => name).join(', '),
          purpose: tier.purpose ?? 'positive',
          folder: tier.folder,
          root: result.root,
          path,
          files,
          bytes,
          at,
        });
      }
    }
  });
}
