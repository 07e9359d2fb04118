import { describe, expect, test } from 'vitest';
import { birdnet, combined, importAll, refusal, withTables, type Rig } from '../support/imported-tables.ts';

describe('Scores that were made elsewhere, looked at before', () => {
  test('need no columns chosen where a table is known, whatever lies beside it; an unknown one alone does', async () => {
    const unknown = {
      'BirdNET_analysis_params.csv': combined['BirdNET_analysis_params.csv'],
      'werte.csv': 'Datei;Wert\nz.wav;0,9\n',
    };
    const look = ({ session, tables }: Rig) => session.call('import/preview', { paths: [tables] });
    await withTables({ ...combined, ...unknown }, async (rig) => {
      expect(await look(rig)).toMatchObject({ columns: [], samples: [], tableCounts: { used: 2, leftAside: 2 } });
    });
    await withTables(unknown, async (rig) => {
      const { columns, problem } = await look(rig);
      expect(columns).toEqual(['Datei', 'Wert']);
      expect(problem).toContain('Say which holds the file');
    });
  });

  test('with a name that no row has are refused with the names that they have', async () => {
    await withTables(combined, async (rig) => {
      expect(await refusal(importAll(rig, { label: ['LICA'] }))).toContain(
        'Choose a name that the tables hold: “RADR”.',
      );
    });
  });

  test('that end at some confidence are said to be cut off, as surely as their number tells', async () => {
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, at) => `${at},${at + 3},RADR,Frog,0.${1000 + at},z.wav\n`).join('');
    const warned = async (count: number): Promise<string> => {
      let warnings: readonly string[] = [];
      await withTables({ 'z.csv': `${birdnet}\n${rows(count)}` }, async ({ session, tables }) => {
        ({ warnings } = await session.call('import/preview', { paths: [tables] }));
      });
      return warnings.join(' ');
    };

    expect(await warned(19)).not.toContain('No score is below');
    expect(await warned(95)).toContain('No score is below 0.1: it may be that the program was told');
    expect(await warned(1000)).toContain('No score is below 0.1: it seems that the program was told');
  });
});
