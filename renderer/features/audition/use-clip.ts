import { useCallback, useEffect, useState } from 'react';
import type { Clip } from '../../../electron/contract/clip.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { useServices } from '../../api/services.tsx';
import { clipKey, type ClipRequest } from '../../audio/clip-cache.ts';

export interface ClipState {
  /** null while it is fetched. */
  readonly clip: Clip | null;
  readonly fault: Fault | null;
  readonly retry: () => void;
}

interface Answer {
  readonly key: string;
  readonly clip: Clip | null;
  readonly fault: Fault | null;
}

const nothing: ClipRequest = { recordingId: 0, channel: null, fromSeconds: 0, toSeconds: 0 };

/** The sound of a stretch of a recording; from memory where it was fetched ahead. */
export function useClip(request: ClipRequest | null): ClipState {
  const { clips } = useServices();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = request === null ? null : clipKey(request);
  const { recordingId, channel, fromSeconds, toSeconds } = request ?? nothing;
  useEffect(() => {
    if (key === null) {
      return undefined;
    }
    let current = true;
    void clips.get({ recordingId, channel, fromSeconds, toSeconds }).then((outcome) => {
      if (current) {
        setAnswer({ key, clip: outcome.ok ? outcome.value : null, fault: outcome.ok ? null : outcome.fault });
      }
    });
    return () => {
      current = false;
    };
  }, [clips, key, recordingId, channel, fromSeconds, toSeconds, attempt]);
  const retry = useCallback(() => {
    setAnswer(null);
    setAttempt((count) => count + 1);
  }, []);
  const fitting = answer?.key === key ? answer : null;
  return { clip: fitting?.clip ?? null, fault: fitting?.fault ?? null, retry };
}
