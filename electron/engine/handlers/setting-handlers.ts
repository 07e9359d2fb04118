import { succeed } from '../../contract/outcome.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { keepScorerCount, scorerSetting } from '../scorer-count.ts';

/** Settings that are kept in the library. */
export function settingHandlers(context: EngineContext): Handlers<'setting/scorers'> {
  return {
    'setting/scorers': ({ count }) => {
      if (count !== undefined) {
        keepScorerCount(context, count);
      }
      return succeed(scorerSetting(context));
    },
  };
}
