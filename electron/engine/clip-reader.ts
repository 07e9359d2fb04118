import { join } from 'node:path';
import { encodeClip } from '../contract/clip.ts';
import { fail, succeed } from '../contract/outcome.ts';
import { readClip } from '../core/audio/read-clip.ts';
import type { EnginePort } from '../rpc/engine-port.ts';
import type { EngineContext } from './engine-context.ts';

/** The one way in which audio reaches the window: a clip of a recording, by its id. */
export function createClipReader(context: EngineContext): EnginePort['clip'] {
  return async (recordingId, fromSeconds, toSeconds, signal) => {
    const recording = context.queries.recordings.byId(recordingId);
    const source = recording === undefined ? undefined : context.queries.sources.byId(recording.sourceId);
    if (recording === undefined || source === undefined) {
      return fail('not-found', 'This recording is no longer in the library.');
    }
    const path = join(source.path, recording.relativePath);
    const content = await readClip(path, fromSeconds, toSeconds, source.channel ?? 'mix');
    if (!content.ok) {
      return content;
    }
    if (signal.aborted) {
      return fail('cancelled', 'This clip is no longer wanted.');
    }
    return succeed(
      encodeClip({ ...content.value, header: { ...content.value.header, recordingId, channel: source.channel } }),
    );
  };
}
