import { alarmMessages, unknownMessages } from '../core/leakage/leakage-messages.ts';
import type { EngineContext } from './engine-context.ts';
import { checkSubset, type LeakageServices } from './handlers/leakage-handlers.ts';

/** What the preview of an export says of leaks: by subset, and what holds for several of them only once. */
export async function leakageWarnings(
  context: EngineContext,
  services: Pick<LeakageServices, 'members' | 'guard'>,
  subsetIds: readonly number[],
): Promise<string[]> {
  const warnings = new Set<string>();
  for (const subsetId of subsetIds) {
    const check = await checkSubset(context, services, subsetId);
    if (check.ok) {
      const name = context.queries.subsets.byId(subsetId)?.name ?? '';
      unknownMessages(check.value).forEach((message) => warnings.add(message));
      alarmMessages(check.value).forEach((message) => warnings.add(`“${name}”: ${message}`));
    }
  }
  return [...warnings];
}
