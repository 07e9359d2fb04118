import { isFolderAway } from '../core/intake/folder-presence.ts';
import type { EngineContext } from './engine-context.ts';

export interface SourcePresence {
  /** Looks which sources are there now. A drive that does not answer holds up only who asks. */
  look(): Promise<ReadonlyMap<number, boolean>>;
  stop(): void;
}

/** Only while a source is away, and only at its folder. */
const lookAgainMilliseconds = 5_000;

/** Knows which sources are there. Asked when the window looks at them; while one is away it looks for that by itself. */
export function createSourcePresence(context: EngineContext, onReturn: () => void): SourcePresence {
  let before = new Map<number, boolean>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const look = async (): Promise<ReadonlyMap<number, boolean>> => {
    const sources = context.queries.sources.list();
    const now = new Map(
      await Promise.all(
        sources.map(async ({ id, path, recordingCount }) => [id, await isThere(path, recordingCount)] as const),
      ),
    );
    const turned = [...now].filter(([id, online]) => before.has(id) && before.get(id) !== online);
    before = now;
    clearTimeout(timer);
    if ([...now.values()].includes(false) && !isStopped) {
      timer = setTimeout(() => void look(), lookAgainMilliseconds).unref();
    }
    if (turned.length > 0 && !isStopped) {
      context.events.announce('source/changed', {});
    }
    if (turned.some(([, online]) => online) && !isStopped) {
      onReturn();
    }
    return now;
  };
  return {
    look,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** An empty folder that never held anything is there; one that did is a mount point without its drive. */
async function isThere(path: string, recordingCount: number): Promise<boolean> {
  return !(await isFolderAway(path, recordingCount > 0));
}
