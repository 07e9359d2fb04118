import { Text, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RunComparison } from '../../../electron/contract/run-comparison.ts';
import { countText } from '../../components/format.ts';
import styles from './runs.module.css';

const SIZE = 320;
const MARGIN = { left: 34, bottom: 26, top: 8, right: 10 };
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Confidence on the left against confidence on the right, a point for each recording. */
export function Scatter({ comparison }: { readonly comparison: RunComparison }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('dark');
  const { scatter, rankCorrelation, shared, onlyLeft, onlyRight } = comparison;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context !== null && context !== undefined) {
      const style = getComputedStyle(document.documentElement);
      draw(context, scatter, (name) => style.getPropertyValue(name));
    }
  }, [scatter, scheme]);
  return (
    <div>
      <canvas
        ref={canvas}
        style={{ width: SIZE, height: SIZE, display: 'block' }}
        role="img"
        aria-label="Confidence on the left against confidence on the right"
      />
      <dl className={styles['facts']}>
        <dt>Rank correlation</dt>
        <dd>{rankCorrelation === null ? 'not defined' : rankCorrelation.toFixed(3)}</dd>
        <dt>Scored by both</dt>
        <dd>{countText(shared)}</dd>
        {onlyLeft > 0 && <OnlyFact side="left" count={onlyLeft} />}
        {onlyRight > 0 && <OnlyFact side="right" count={onlyRight} />}
      </dl>
      {scatter.length < shared && (
        <Text size="xs" c="dimmed">{`${countText(scatter.length)} of them are drawn, evenly over the ranking.`}</Text>
      )}
    </div>
  );
}

function OnlyFact({ side, count }: { readonly side: string; readonly count: number }) {
  return (
    <>
      <dt>{`Only on the ${side}`}</dt>
      <dd>{countText(count)}</dd>
    </>
  );
}

function draw(
  context: CanvasRenderingContext2D,
  points: RunComparison['scatter'],
  colour: (name: string) => string,
): void {
  const ratio = window.devicePixelRatio;
  context.canvas.width = SIZE * ratio;
  context.canvas.height = SIZE * ratio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const width = SIZE - MARGIN.left - MARGIN.right;
  const height = SIZE - MARGIN.top - MARGIN.bottom;
  const x = (value: number): number => MARGIN.left + value * width;
  const y = (value: number): number => MARGIN.top + (1 - value) * height;
  context.font = '11px system-ui, sans-serif';
  context.lineWidth = 1;
  context.strokeStyle = colour('--em-line');
  context.fillStyle = colour('--em-dim');
  for (const tick of ticks) {
    context.beginPath();
    context.moveTo(x(tick), y(0));
    context.lineTo(x(tick), y(1));
    context.moveTo(x(0), y(tick));
    context.lineTo(x(1), y(tick));
    context.stroke();
    context.textAlign = 'center';
    context.fillText(String(tick), x(tick), SIZE - 10);
    context.textAlign = 'right';
    context.fillText(String(tick), MARGIN.left - 5, y(tick) + 4);
  }
  context.strokeStyle = colour('--em-dim');
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x(0), y(0));
  context.lineTo(x(1), y(1));
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = colour('--em-accent');
  context.globalAlpha = points.length > 400 ? 0.45 : 0.7;
  for (const point of points) {
    context.beginPath();
    context.arc(x(point.left), y(point.right), 2.2, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}
