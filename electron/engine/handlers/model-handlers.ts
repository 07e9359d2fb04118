import { fail, succeed } from '../../contract/outcome.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import { checkModel } from '../check-model.ts';
import type { EngineContext } from '../engine-context.ts';
import { inspectModel } from '../inspect-model.ts';
import { prepareTrial, tryModel } from '../try-model.ts';

type ModelOperations = 'model/inspect' | 'model/check' | 'model/try' | 'model/remove';

/** Looking at a model before it is added, trying it, and taking it out again. */
export function modelHandlers(context: EngineContext): Handlers<ModelOperations> {
  const { queries, events, standby } = context;
  return {
    'model/inspect': (request) =>
      standby.during(async () => {
        const inspected = await inspectModel(context, request);
        if (inspected.ok) {
          prepareTrial(context, inspected.value);
        }
        return inspected;
      }),
    'model/check': (request) => standby.during(() => checkModel(context, request)),
    'model/try': (request, { signal }) => tryModel(context, request, signal),
    'model/remove': ({ modelId }) => {
      const model = queries.models.byId(modelId);
      if (model === undefined) {
        return succeed({});
      }
      if (model.bundled === 1) {
        return fail('invalid-input', 'The sample model comes with Earmark and stays.');
      }
      const runs = queries.runs.list().filter((run) => run.modelId === modelId);
      if (runs.length > 0) {
        const names = runs.map((run) => `“${run.name}”`).join(', ');
        return fail(
          'invalid-input',
          `${model.name} scored ${names}. Remove ${runs.length === 1 ? 'that run' : 'those runs'} first, or keep the model.`,
        );
      }
      queries.models.remove(modelId);
      events.announce('model/changed', {});
      return succeed({});
    },
  };
}
