import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import type { SweepBase, SweepComposition } from '../../../electron/contract/sweep-composition.ts';
import type { ExportedSweep, SweepPreview, SweepRequest } from '../../../electron/contract/sweeps.ts';
import type { OperationInput } from '../../../electron/contract/operations.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { useSettings } from '../../state/settings.ts';
import type { WrittenStyle } from './sweep-fields.tsx';
import { baseOf, specificationOf, suggestedAudioRoot, type EditedSweep } from './sweep-values.ts';

/** Where the exported subsets lie for the trainer; null where nothing was exported. */
export type Exported = Pick<ExportedSweep, 'audioRoot' | 'note'> | null;

export interface SweepPlaces {
  readonly audioRoot: string;
  readonly basePath: string;
  /** Whether there is reason to look: with nothing exported and nothing named, every folder would be missing. */
  readonly isKnown: boolean;
}

/** The places of the trainer's files: as chosen, else as the exports show them. */
export function useSweepPlaces(exported: Exported, exportRoot: string): SweepPlaces {
  const chosen = useSettings((state) => state.audioRoot);
  const basePath = useSettings((state) => state.sweepBase);
  const audioRoot = chosen ?? exported?.audioRoot ?? suggestedAudioRoot(exportRoot);
  const isNamed = exported !== null || chosen !== null || basePath.trim() !== '';
  return useMemo(() => ({ audioRoot, basePath, isKnown: isNamed && audioRoot !== '' }), [audioRoot, basePath, isNamed]);
}

export interface SweepAnswers {
  readonly request: SweepRequest;
  readonly isComplete: boolean;
  readonly preview: SweepPreview | undefined;
  readonly fault: Fault | null;
  /** Null where nobody looked. */
  readonly composition: SweepComposition | null;
  readonly problems: readonly string[];
  readonly audioRoot: string;
  readonly base: SweepBase | null;
}

const TYPING_MILLISECONDS = 300;

/** The composition asked for; nothing of an earlier one where nobody asks. */
function useComposition(request: OperationInput<'sweep/compose'> | null) {
  const { data, fault } = useLastingQuery('sweep/compose', request);
  return request === null ? { data: null, fault: null } : { data: data ?? null, fault };
}

/** What the engine says about the sweep being edited, once typing pauses. */
export function useSweepAnswers(edited: EditedSweep, style: WrittenStyle, places: SweepPlaces): SweepAnswers {
  const [settled] = useDebouncedValue(edited, TYPING_MILLISECONDS);
  const [place] = useDebouncedValue(places, TYPING_MILLISECONDS);
  const request = useMemo<SweepRequest>(
    () => ({ specification: specificationOf(settled), ...style }),
    [settled, style],
  );
  const isComplete = settled.outDir.trim() !== '' && Object.keys(request.specification.axes).length > 0;
  const base = baseOf(place.basePath);
  const preview = useLastingQuery('sweep/preview', isComplete ? request : null);
  const looking = isComplete && place.isKnown ? { ...request, audioRoot: place.audioRoot, base } : null;
  const composed = useComposition(looking);
  return {
    request,
    isComplete,
    preview: preview.data,
    fault: preview.fault ?? composed.fault,
    composition: composed.data,
    problems: (composed.data ?? preview.data)?.problems ?? [],
    audioRoot: looking?.audioRoot ?? '',
    base,
  };
}
