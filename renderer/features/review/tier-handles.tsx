import { useState, type KeyboardEvent } from 'react';
import type { RuleDescription, Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import { countText } from '../../components/format.ts';
import { ruleText } from '../subsets/families.ts';
import { useRuleKinds } from '../subsets/use-rule-kinds.ts';
import { handleConfidence, moveTier, spreadGrips, stepTier } from './histogram-data.ts';
import { PLOT_GUTTER } from './histogram-plot.ts';
import styles from './review.module.css';
import type { Tiers } from './use-tiers.ts';

interface TierHandlesProps {
  readonly tiers: Tiers;
  readonly histogram: readonly number[];
  /** N: scored recordings in view. */
  readonly total: number;
  /** Pixels between confidence 0 and 1. */
  readonly width: number;
}

const GRIP_PIXELS = 16;

/** One handle a tier, to be dragged or moved by the arrow keys. */
export function TierHandles({ tiers, histogram, total, width }: TierHandlesProps) {
  const replace = (index: number, tier: Tier): void => {
    tiers.change(tiers.tiers.map((other, place) => (place === index ? tier : other)));
  };
  const places = tiers.tiers.map((tier, index) => {
    const confidence = handleConfidence(tier, tiers.counts?.[index]);
    return confidence === null ? null : confidence * width;
  });
  const grips = spreadGrips(places, GRIP_PIXELS);
  return tiers.tiers.map((tier, index) => (
    <TierHandle
      key={tier.name}
      number={index + 1}
      tier={tier}
      counts={tiers.counts?.[index]}
      width={width}
      gripShift={(grips[index] ?? 0) - (places[index] ?? 0)}
      onMove={(confidence) => {
        replace(index, moveTier(tier, confidence, histogram, total));
      }}
      onStep={(direction) => {
        replace(index, stepTier(tier, direction));
      }}
    />
  ));
}

interface TierHandleProps {
  readonly number: number;
  readonly tier: Tier;
  readonly counts: TierCounts | undefined;
  readonly width: number;
  /** Pixels by which the grip stands beside its line, to make room for its neighbour. */
  readonly gripShift: number;
  readonly onMove: (confidence: number) => void;
  readonly onStep: (direction: 1 | -1) => void;
}

function TierHandle({ number, tier, counts, width, gripShift, onMove, onStep }: TierHandleProps) {
  const kinds = useRuleKinds();
  const [drag, setDrag] = useState<{ readonly confidence: number; readonly grabbedAt: number } | null>(null);
  const confidence = drag?.confidence ?? handleConfidence(tier, counts);
  if (confidence === null) {
    return null;
  }
  const left = PLOT_GUTTER + confidence * width;
  const follow = (clientX: number, grabbedAt: number): void => {
    const next = Math.min(1, Math.max(0, confidence + (clientX - grabbedAt) / width));
    setDrag({ confidence: next, grabbedAt: clientX });
    onMove(next);
  };
  return (
    <button
      type="button"
      role="slider"
      className={styles['handle']}
      style={{ left }}
      aria-label={`Tier ${tier.name}`}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={confidence}
      aria-valuetext={handleText(tier, counts, kinds)}
      title={`${tier.name}: ${handleText(tier, counts, kinds)}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ confidence, grabbedAt: event.clientX });
      }}
      onPointerMove={(event) => {
        if (drag !== null) {
          follow(event.clientX, drag.grabbedAt);
        }
      }}
      onPointerUp={() => {
        setDrag(null);
      }}
      onKeyDown={(event) => {
        stepByKey(event, onStep);
      }}
    >
      <span className={styles['grip']} style={{ transform: `translateX(${drag === null ? gripShift : 0}px)` }}>
        {number}
      </span>
    </button>
  );
}

function stepByKey(event: KeyboardEvent, onStep: (direction: 1 | -1) => void): void {
  if (event.key === 'ArrowRight' || event.key === 'ArrowUp') {
    event.preventDefault();
    onStep(1);
  } else if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') {
    event.preventDefault();
    onStep(-1);
  }
}

function handleText(tier: Tier, counts: TierCounts | undefined, kinds: readonly RuleDescription[]): string {
  return counts === undefined
    ? ruleText(tier.rule, kinds)
    : `${ruleText(tier.rule, kinds)}, ${countText(counts.candidates)} of ${countText(counts.denominator)} files`;
}
