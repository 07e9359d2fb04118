import { describe, expect, it } from 'vitest';
import { audioMothComment, timeStamp } from '../../../build/sample/recording-plan.ts';
import { planSampleRecordings } from '../../../build/sample/sample-plan.ts';

const plans = planSampleRecordings();
const of = (source: string) => plans.filter((plan) => plan.source === source);

describe('planSampleRecordings', () => {
  it('plans three recorders of the sizes the README tells', () => {
    expect(plans.length).toBeGreaterThanOrEqual(230);
    expect(plans.length).toBeLessThanOrEqual(250);
    expect([of('positive-low-quality').length, of('negative-field').length, of('unlabelled-night').length]).toEqual([
      110, 100, 25,
    ]);
  });

  it('never gives two recordings one path, but one name to recordings of all three recorders', () => {
    const paths = plans.map((plan) => `${plan.source}/${plan.path}`);
    expect(new Set(paths).size).toBe(paths.length);
    const shared = plans.filter((plan) => plan.path.endsWith('20240301_210500.WAV'));
    expect(shared.map((plan) => plan.source)).toEqual(['positive-low-quality', 'negative-field', 'unlabelled-night']);
    expect(shared.every((plan) => plan.scene.call !== undefined)).toBe(true);
  });

  it('plants a few calls in the negative source and no more', () => {
    const planted = of('negative-field').filter((plan) => plan.plantedMislabelled);
    expect(planted).toHaveLength(6);
    expect(planted.filter((plan) => (plan.scene.call?.snrDb ?? 0) >= 15)).toHaveLength(5);
    expect(planted.every((plan) => plan.damage === undefined)).toBe(true);
    expect(of('negative-field').filter((plan) => plan.scene.call !== undefined)).toEqual(planted);
  });

  it('has every kind of damage, every rate, a stereo file and six long ones', () => {
    const damages = plans.flatMap((plan) => plan.damage ?? []);
    expect(new Set(damages)).toEqual(new Set(['empty', 'header-only', 'not-audio', 'truncated']));
    expect(damages.length).toBeLessThanOrEqual(6);
    expect(new Set(plans.map((plan) => plan.rate))).toEqual(new Set([24000, 32000, 44100, 48000]));
    expect(plans.filter((plan) => plan.channels === 2 && plan.damage === undefined)).toHaveLength(1);
    const long = plans.filter((plan) => plan.scene.seconds === 60);
    expect(long).toHaveLength(6);
    expect(long.filter((plan) => plan.scene.call !== undefined)).toHaveLength(5);
  });

  it('mixes the names of the study with those of the recorder', () => {
    const names = of('positive-low-quality').map((plan) => plan.path);
    expect(names.filter((name) => /^positive_low_(grunt|growl|both)_02_ASU_\d{8}_\d{6}\.wav$/.test(name))).toHaveLength(
      86,
    );
    expect(names.filter((name) => /^\d{8}_\d{6}\.WAV$/.test(name))).toHaveLength(24);
  });

  it('gives another plan for another seed', () => {
    expect(planSampleRecordings(7)).toEqual(planSampleRecordings(7));
    expect(planSampleRecordings(7).map((plan) => plan.scene.peakDbfs)).not.toEqual(
      plans.map((plan) => plan.scene.peakDbfs),
    );
  });
});

describe('audioMothComment', () => {
  it('says the time of the name in the grammar of the firmware', () => {
    const plan = of('negative-field')[0];
    if (plan === undefined) {
      throw new Error('The negative source is empty.');
    }
    const comment = audioMothComment(plan, '24A11C085F2509BB');
    expect(comment).toMatch(
      /^Recorded at \d\d:\d\d:\d\d \d\d\/\d\d\/\d{4} \(UTC-8\) by AudioMoth [0-9A-F]{16} at medium gain while battery was \d\.\dV and temperature was \d+\.\dC\.$/,
    );
    const stamp = timeStamp(plan.startsAt);
    expect(comment).toContain(`${stamp.slice(9, 11)}:${stamp.slice(11, 13)}:${stamp.slice(13, 15)}`);
    expect(comment).toContain(`${stamp.slice(6, 8)}/${stamp.slice(4, 6)}/${stamp.slice(0, 4)}`);
  });
});
