import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { expandSweep } from '../../../electron/core/sweep/expand-sweep.ts';
import { plainValue, scalarText } from '../../../electron/core/sweep/python-scalars.ts';
import { readSpecification } from '../../../electron/core/sweep/read-specification.ts';
import { documentYaml, specificationYaml } from '../../../electron/core/sweep/yaml.ts';
import { seededRandom } from '../../support/random.ts';
import { hasPythonYaml, pythonLoaded, studyFiles } from '../../support/study-generator.ts';
import { SpecificationSource } from './random-specification.ts';

const specificationCount = Number(process.env['EARMARK_FUZZ'] ?? 150);

describe.skipIf(!hasPythonYaml())('the study’s generator, written again in Python', () => {
  it(`writes the same bytes for ${specificationCount} random specifications`, { timeout: 600_000 }, () => {
    const source = new SpecificationSource(seededRandom(5));
    const specifications = Array.from({ length: specificationCount }, () => source.next());
    const texts = specifications.map(specificationYaml);
    const expected = studyFiles(texts);
    for (const [index, specification] of specifications.entries()) {
      const text = texts[index] ?? '';
      expect(text).toBe(expected[index]?.specification);
      expect(unwrap(readSpecification(text))).toEqual(specification);
      const { base, experiments } = unwrap(expandSweep(specification));
      const written = Object.fromEntries([
        ['base.yaml', documentYaml(base)],
        ...experiments.map(({ name, document }) => [`${name}.yaml`, documentYaml(document)] as const),
      ]);
      expect(written).toEqual(expected[index]?.files);
    }
  });

  it('reads unquoted values the same', () => {
    const random = seededRandom(7);
    const alphabet = ['0', '1', '7', '9', '.', '-', '+', 'e', 'E', '_', ':', 'x', 'b', 'o', 'a', 'f', 'n', 'y', ' '];
    const texts = [
      ...[
        'yes',
        'off',
        'True',
        'tRue',
        'null',
        '~',
        '1e5',
        '1e-05',
        '1.e+5',
        '1.5e5',
        '.5',
        '+1',
        '017',
        '018',
        '0b11',
      ],
      ...[
        '1_000',
        '1:30',
        '1:30.5',
        '2024-03-01',
        '.inf',
        '-.INF',
        '.NaN',
        '=',
        '<<',
        '190:20:30',
        '1.0e-05',
        '-0',
        '-0.0',
      ],
      ...Array.from({ length: 4000 }, () =>
        Array.from(
          { length: 1 + Math.floor(random() * 7) },
          () => alphabet[Math.floor(random() * alphabet.length)],
        ).join(''),
      ),
    ].filter((text) => !/^[\s-]|\s$|:\s|:$|\s:/u.test(text) || /^-[\d.]/u.test(text));
    let compared = 0;
    for (const [index, loaded] of pythonLoaded(texts).entries()) {
      const text = texts[index] ?? '';
      const value = /\s$|:\s|:$/u.test(text) ? undefined : plainValue(text);
      if (loaded === null || value === undefined) {
        continue;
      }
      compared += 1;
      expect([text, scalarText(value) ?? value]).toEqual([text, loaded.text]);
    }
    expect(compared).toBeGreaterThan(2000);
  });
});
