import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../electron/core/intake/names/name-template.ts';

const study = '{label}_{quality}_{calltype}_{recorder}_{site}_{timestamp}.wav';

function read(template: string, path: string) {
  const parsed = readTemplate(template);
  expect(parsed).toMatchObject({ ok: true });
  return parsed.ok ? parsed.value.read(path) : null;
}

function explain(template: string, path: string): string {
  const parsed = readTemplate(template);
  return parsed.ok ? parsed.value.explain(path).reason : parsed.fault.message;
}

const full = { role: 'positive', quality: 'low', callType: 'grunt', site: 'ASU', recorder: '02' };
const none = { role: null, quality: null, callType: null, site: null, recorder: null };

describe('name templates', () => {
  it.each([
    [study, 'positive_low_grunt_02_ASU_20240301_210503.wav', full],
    [study, 'a/b/Positive_LOW_grunt_02_ASU_20240301_210503.WAV', full],
    [study, 'positive_low_grunt_02_Corral_Hollow_20240301_210503.wav', { ...full, site: 'Corral_Hollow' }],
    [study, 'positive_low_grunt_02_ASU_99999999_999999.wav', null],
    [study, 'positive_low_grunt_02_ASU.wav', null],
    [study, 'positive_best_grunt_02_ASU_20240301_210503.wav', null],
    [
      study,
      'negative_na_none_02_ASU_20240301_210503.wav',
      { ...full, role: 'negative', quality: null, callType: null },
    ],
    [
      study,
      'negative_none_none_02_ASU_20240301_210503.wav',
      { ...full, role: 'negative', quality: null, callType: null },
    ],
    [
      study,
      'negative_-_Unknown_02_ASU_20240301_210503.wav',
      { ...full, role: 'negative', quality: null, callType: null },
    ],
    ['*_{quality}_{calltype}_*', 'RADR_low_grunt_02.wav', { ...none, quality: 'low', callType: 'grunt' }],
    ['{label}_{recorder}_*', 'negative_10_anything at all.flac', { ...none, role: 'negative', recorder: '10' }],
    ['{label}/{quality}/*.wav', 'x/neg/high/a.wav', { ...none, role: 'negative', quality: 'high' }],
    ['{label}/{quality}/…', 'positives/low/2024/deep/a.wav', { ...none, role: 'positive', quality: 'low' }],
    ['{label}/...', 'a.wav', null],
    ['{label}/...', 'negatives.wav', null],
    ['Étang [{site}]_*', 'e\u0301tang [nord]_1.wav'.normalize('NFC'), { ...none, site: 'nord' }],
    ['{call type}-{recorder}.wav', 'growl-SM4.wav', { ...none, callType: 'growl', recorder: 'SM4' }],
  ])('%s on %s', (template, path, expected) => {
    expect(read(template, path)).toEqual(expected);
  });

  it.each([
    ['{species}_*.wav', /none of .* any word may stand, write \*/],
    ['{label_*.wav', /brace/],
    ['{label}_{label}.wav', /twice/],
    ['*_{timestamp}.wav', /says nothing/],
    ['{label}_*_*_*_*_*.wav', /too many/],
  ])('%s is refused', (template, why) => {
    const parsed = readTemplate(template);
    expect(parsed.ok ? '' : parsed.fault.message).toMatch(why);
  });

  it.each([
    [study, 'RADR_low_growl_SM4A_PondA_20230209T160000.wav', /^{label} = “RADR” is neither positive nor negative .*\*/],
    [study, 'positive_Hgih_growl_SM4A_PondA_20230209T160000.wav', '{quality} = “Hgih” is not high, medium or low'],
    [
      study,
      'positive_low_growl_SM4A_Pond_A_20239909T160000.wav',
      /^{timestamp} = “.*20239909T160000” is no date and time/,
    ],
    [study, 'positive_low_growl.wav', 'does not fit the pattern at “_{recorder}_{site}_{timestamp}.wav”'],
    [study, 'positive_low_growl_SM4A_PondA_20230209T160000.flac', 'does not fit the pattern at “.wav”'],
    ['{label}/{quality}/*.wav', 'high/a.wav', 'lies in fewer folders than the pattern names'],
    ['{label}/…', 'frogs/a.wav', /^{label} = “frogs” is neither/],
  ])('%s says why not %s', (template, path, why) => {
    expect(read(template, path)).toBeNull();
    expect(explain(template, path)).toMatch(why);
  });

  it('gives up quickly on long names that almost match, and says quickly why', () => {
    const started = performance.now();
    const [template, name] = ['{label}_*a*b_{site}_{timestamp}.wav', `positive_${'ab_'.repeat(80)}20240301.wav`];
    expect(read(template, name)).toBeNull();
    expect(explain(template, name)).toMatch('{timestamp}');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
