import { Loader } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/shallow';
import type { Clip } from '../../../electron/contract/clip.ts';
import { useServices } from '../../api/services.tsx';
import { colourTable } from '../../audio/colour-maps.ts';
import { automaticLevelRange, type Band, type LevelRange } from '../../audio/levels.ts';
import type { Spectrogram } from '../../audio/spectrogram.ts';
import { spectrogramPixels } from '../../audio/spectrogram-pixels.ts';
import type { ViewRange } from '../../audio/view-range.ts';
import { useSettings } from '../../state/settings.ts';
import styles from './audition.module.css';
import { FrequencyAxis } from './axes.tsx';
import { followTime } from './use-playback.ts';
import { useBandShown, useSpectrogram } from './use-spectrogram.ts';

interface SpectrogramViewProps {
  readonly clip: Clip | null;
  readonly range: ViewRange;
  /** The window whose score counts, drawn as a frame where the recording is longer than it. */
  readonly mark: ViewRange | null;
  readonly displayBandHz: readonly [number, number] | null;
  /** A picture only: nothing is played in it. */
  readonly still?: boolean;
}

export function SpectrogramView({ clip, range, mark, displayBandHz, still = false }: SpectrogramViewProps) {
  const { player } = useServices();
  const { ref, width, height } = useElementSize();
  const scale = useSettings((state) => state.frequencyScale);
  const band = useBandShown(clip, displayBandHz);
  const spectrogram = useSpectrogram(clip, displayBandHz);
  return (
    <>
      <FrequencyAxis band={band} scale={scale} height={spectrogram === null ? 0 : height} />
      <div
        ref={ref}
        className={styles['spectrogram']}
        role="img"
        aria-label="Spectrogram"
        onPointerDown={(event) => {
          if (still) {
            return;
          }
          const box = event.currentTarget.getBoundingClientRect();
          player.seek(((event.clientX - box.left) / box.width) * player.duration);
        }}
      >
        {spectrogram === null ? (
          <div className={styles['veil']}>
            <Loader size="xs" color="gray" />
          </div>
        ) : (
          <SpectrogramCanvas spectrogram={spectrogram} band={band} width={width} height={height} />
        )}
        {mark !== null && <WindowMark range={range} mark={mark} />}
        {!still && <Cursor width={width} />}
      </div>
    </>
  );
}

interface SpectrogramCanvasProps {
  readonly spectrogram: Spectrogram;
  readonly band: Band;
  readonly width: number;
  readonly height: number;
}

function SpectrogramCanvas({ spectrogram, band, width, height }: SpectrogramCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { fromHz, toHz } = band;
  const { scale, colourMap, dynamicRangeDb } = useSettings(
    useShallow((state) => ({
      scale: state.frequencyScale,
      colourMap: state.colourMap,
      dynamicRangeDb: state.dynamicRangeDb,
    })),
  );
  const automatic = useMemo(() => automaticLevelRange(spectrogram, { fromHz, toHz }), [spectrogram, fromHz, toHz]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || width < 1 || height < 1) {
      return;
    }
    const rows = Math.round(height * window.devicePixelRatio);
    const columns = Math.round(width * window.devicePixelRatio);
    const pixels = spectrogramPixels({
      spectrogram,
      width: columns,
      height: rows,
      band: { fromHz, toHz },
      scale,
      range: chosenRange(automatic, dynamicRangeDb),
      colours: colourTable(colourMap),
    });
    context.canvas.width = columns;
    context.canvas.height = rows;
    context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), columns, rows), 0, 0);
  }, [spectrogram, width, height, fromHz, toHz, scale, colourMap, dynamicRangeDb, automatic]);
  return <canvas ref={canvas} aria-hidden />;
}

/** A fixed range hangs from the loudest parts, so that a wider one shows more of the noise. */
function chosenRange(automatic: LevelRange, dynamicRangeDb: number | null): LevelRange {
  return dynamicRangeDb === null
    ? automatic
    : { floorDb: automatic.ceilingDb - dynamicRangeDb, ceilingDb: automatic.ceilingDb };
}

function WindowMark({ range, mark }: { readonly range: ViewRange; readonly mark: ViewRange }) {
  const length = range.toSeconds - range.fromSeconds;
  const left = (mark.fromSeconds - range.fromSeconds) / length;
  const right = (mark.toSeconds - range.fromSeconds) / length;
  if (!(length > 0) || (left <= 0.001 && right >= 0.999)) {
    return null;
  }
  const start = Math.max(0, left);
  return (
    <div
      className={styles['mark']}
      style={{ left: `${start * 100}%`, width: `${(Math.min(1, right) - start) * 100}%` }}
    />
  );
}

function Cursor({ width }: { readonly width: number }) {
  const { player } = useServices();
  const element = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      followTime(player, (seconds) => {
        const share = player.duration > 0 ? seconds / player.duration : 0;
        element.current?.style.setProperty('transform', `translateX(${share * width}px)`);
      }),
    [player, width],
  );
  return <div ref={element} className={styles['cursor']} />;
}
