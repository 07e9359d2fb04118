import { fail } from '../../contract/outcome.ts';
import type { EngineContext } from '../engine-context.ts';
import type { SubsetMembers } from '../subset-members.ts';
import type { JobDefinition } from './job-definition.ts';

export function createExportJob(_context: EngineContext, _members: SubsetMembers): JobDefinition {
  return { kind: 'export', lane: 'files', run: () => Promise.resolve(fail('unavailable', 'Being written.')) };
}
