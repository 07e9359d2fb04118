import { fail, succeed } from '../../contract/outcome.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { SubsetMembers } from '../subset-members.ts';

export function exportHandlers(
  _context: EngineContext,
  _jobs: JobRunner,
  _members: SubsetMembers,
): Handlers<'export/preview' | 'export/write' | 'export/list'> {
  return {
    'export/preview': () => fail('unavailable', 'Being written.'),
    'export/write': () => fail('unavailable', 'Being written.'),
    'export/list': () => succeed([]),
  };
}
