import type { FileCrew } from '../../core/export/file-crew.ts';
import type { EngineContext } from '../engine-context.ts';
import type { SubsetMembers } from '../subset-members.ts';
import { createExportJob } from './export-job.ts';
import { createHashJob } from './hash-job.ts';
import type { JobDefinition } from './job-definition.ts';
import { createSamplesJob } from './samples-job.ts';
import { createScanJob } from './scan-job.ts';
import { createScoreJob } from './score-job.ts';

/** Every kind of job. A new one is one file and one line here. */
export function createJobDefinitions(
  context: EngineContext,
  members: SubsetMembers,
  crews: { readonly files: FileCrew; readonly contents: FileCrew },
): readonly JobDefinition[] {
  return [
    createScanJob(context, crews.contents),
    createScoreJob(context),
    createExportJob(context, members, crews.files),
    createSamplesJob(context, crews.contents),
    createHashJob(context, crews.contents),
  ];
}
