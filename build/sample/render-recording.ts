import { audioMothComment, type Damage, type RecordingPlan } from './recording-plan.ts';
import { sampleSource } from './sample-sources.ts';
import { renderScene, type RenderedScene } from './scene.ts';
import { encodeWav } from './wav-file.ts';

export interface RenderedRecording {
  readonly bytes: Buffer;
  readonly call?: { readonly from: number; readonly to: number };
}

const note = 'Recorder 02 swapped on 8 March, batteries at 3.9 V, pond level low. Card copied by hand.\n';

function spoil(bytes: Buffer, damage: Damage): Buffer {
  switch (damage) {
    case 'empty':
      return Buffer.alloc(0);
    case 'header-only':
      return encodeWav(new Float32Array(0), { rate: 48000, channels: 1 });
    case 'not-audio':
      return Buffer.from(note.repeat(12), 'utf8');
    case 'truncated':
      // The header still promises the whole length, as when the battery gives out.
      return bytes.subarray(0, Math.floor(bytes.length * 0.55));
  }
}

/** The bytes of one sample recording and where its call lies. Pure. */
export function renderRecording(plan: RecordingPlan): RenderedRecording {
  const scene: RenderedScene = renderScene(plan.scene, plan.rate);
  const serial = sampleSource(plan.source).serial;
  const bytes = encodeWav(scene.samples, {
    rate: plan.rate,
    channels: plan.channels,
    ...(plan.commented ? { comment: audioMothComment(plan, serial), artist: `AudioMoth ${serial}` } : {}),
  });
  const whole = plan.damage === undefined ? bytes : spoil(bytes, plan.damage);
  return scene.call === undefined ? { bytes: whole } : { bytes: whole, call: scene.call };
}
