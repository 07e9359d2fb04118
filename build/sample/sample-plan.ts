import { planNegatives } from './plan-negative.ts';
import { planPositives } from './plan-positive.ts';
import { planUnlabelled } from './plan-unlabelled.ts';
import type { RecordingPlan } from './recording-plan.ts';
import type { RenderedRecording } from './render-recording.ts';
import type { TruthRow } from './truth-table.ts';

export const defaultSeed = 20241122;

/** All sample recordings of one seed, in source order and then by their time. Training uses streams of other names. */
export function planSampleRecordings(seed: number = defaultSeed): RecordingPlan[] {
  const name = `samples/${seed}`;
  return [planPositives(name), planNegatives(name), planUnlabelled(name)].flatMap((plans) =>
    [...plans].sort((left, right) => left.startsAt - right.startsAt),
  );
}

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** What a recording really holds, once it is rendered. */
export function truthRow(plan: RecordingPlan, rendered: RenderedRecording): TruthRow {
  const call = plan.scene.call;
  return {
    file: `${plan.source}/${plan.path}`,
    source: plan.source,
    contains_call: call !== undefined,
    call_type: call?.type ?? '',
    from: rendered.call === undefined ? null : toMilliseconds(rendered.call.from),
    to: rendered.call === undefined ? null : toMilliseconds(rendered.call.to),
    snr_db: call === undefined ? null : Math.round(call.snrDb * 10) / 10,
    planted_mislabelled: plan.plantedMislabelled,
    damaged: plan.damage ?? '',
    background: ['hiss', ...plan.scene.layers.map((layer) => layer.sound)].join('+'),
  };
}
