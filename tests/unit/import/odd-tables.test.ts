import { describe, expect, test } from 'vitest';
import { readContent as read } from './read-content.ts';

const birdnet = 'Start (s),End (s),Scientific name,Common name,Confidence,File';

describe('Tables that went through other hands', () => {
  test('empty columns at the end, of the header, the rows or both, are nobody’s path', async () => {
    const rows = await read(`${birdnet}\n0.0,3.0,RADR,Frog,0.5000,/d/x.wav,,\n`);
    const both = await read(`${birdnet},,\n0.0,3.0,RADR,Frog,0.5000,/d/x.wav,,\n`);
    const header = await read(`${birdnet},,\n0.0,3.0,RADR,Frog,0.5000,/d/a, b.wav\n`);

    expect([rows.best, both.best]).toEqual([{ '/d/x.wav': [0.5, 0] }, { '/d/x.wav': [0.5, 0] }]);
    expect(header.best).toEqual({ '/d/a, b.wav': [0.5, 0] });
  });

  test('a European Excel: semicolons, decimal commas, UTF-16, percent signs', async () => {
    const text = `\uFEFF${birdnet.replaceAll(',', ';')}\r\n0,0;3,0;RADR;Frog;93,12%;D:\\d\\x.wav\r\n3,0;6,0;RADR;Frog;1,5E-02;D:\\d\\x.wav\r\n`;
    const { table, collector, best } = await read(Buffer.from(text, 'utf16le'));

    expect(table).toMatchObject({ rows: 2, badRows: 0 });
    expect(best).toEqual({ 'D:\\d\\x.wav': [0.9312, 0] });
    expect(collector.rounding().decimals).toBe(4);
  });

  test('percentages without a sign: refused as confidences, read where a person says so, exactly', async () => {
    const text = `${birdnet}\n0.0,3.0,RADR,Frog,93.12,x.wav\n0.0,3.0,RADR,Frog,7,y.wav\n`;
    const refused = await read(text);
    const percent = await read(text, { scale: 'percent' });

    expect(refused.table.badRows).toBe(2);
    expect(refused.collector.issues[0]?.reason).toContain('percentages or logits');
    expect(percent.best).toEqual({ 'x.wav': [0.9312, 0], 'y.wav': [0.07, 0] });
  });

  test('scores of a plain table: negative ones are logits, ones up to 100 are asked about, the rest are confidences', async () => {
    const scored = (...scores: readonly number[]) =>
      read(`file,score\n${scores.map((score) => `x.wav,${score}\n`).join('')}`);

    expect((await scored(-3.5, 0.5)).table).toMatchObject({ scale: 'logit', doubt: null });
    expect((await scored(0, 1)).table).toMatchObject({ scale: 'confidence', doubt: null });
    expect((await scored(0.5, 93.12)).table.doubt).toContain('percentages or logits');
  });

  test('NaN is no score and no zero; infinity and words are bad rows', async () => {
    const { table, collector, best } = await read('file,score\nx.wav,NaN\ny.wav,inf\nz.wav,high\nz.wav,0.5\n', {
      scale: 'confidence',
    });

    expect(table).toMatchObject({ rows: 4, badRows: 2 });
    expect(best).toEqual({ 'x.wav': null, 'z.wav': [0.5, null] });
    expect(collector.isUnscored(0)).toBe(true);
  });

  test('rows that are there twice and windows that overlap change nothing', async () => {
    const rows = '0.0,3.0,RADR,Frog,0.5000,x.wav\n1.5,4.5,RADR,Frog,0.7000,x.wav\n1.5,4.5,RADR,Frog,0.7000,x.wav\n';

    expect((await read(`${birdnet}\n${rows}`)).best).toEqual({ 'x.wav': [0.7, 1.5] });
  });

  test('an old Windows table whose first accent comes late', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `night/${index}.wav;0,5`);
    const { best } = await read(Buffer.from(`file;score\r\n${rows.join('\r\n')}\r\nHöhle/x.wav;0,7\r\n`, 'latin1'));

    expect(best['Höhle/x.wav']).toEqual([0.7, null]);
  });

  test('a sound under a table’s name is given up on before it fills the memory', async () => {
    const { table } = await read(new Uint8Array(9_000_000).fill(65), { name: 'x.csv' });

    expect(table.ignored).toContain('no table');
  });

  test.each([5, 2000])('%i rows before a line that does not end are kept, and the damage is told', async (count) => {
    const rows = Array.from({ length: count }, (_, index) => `0.0,3.0,RADR,Frog,0.9900,${index}.wav\n`).join('');
    const { table, collector, best } = await read(`${birdnet}\n${rows}${'A'.repeat(5_000_000)}`);

    expect(table).toMatchObject({ ignored: null, rows: count + 1, badRows: 1, scale: 'confidence' });
    expect(Object.keys(best)).toHaveLength(count);
    expect(collector.issues).toMatchObject([{ line: count + 2, reason: expect.stringContaining('does not end') }]);
  });

  test('a few bad rows before it are no table', async () => {
    const { table, collector } = await read(`${birdnet}\n0.0,3.0,RADR,Frog,high,x.wav\n${'A'.repeat(5_000_000)}`);

    expect(table.ignored).toContain('no table');
    expect(collector.size).toBe(0);
  });

  test('rows of two analyses about one file are told apart by their folders; about different files they need not be', async () => {
    const text = `${birdnet}\n0.0,3.0,RADR,Frog,0.5000,x.wav\n`;
    const { collector } = await read(text, { run: 'run 1' });

    expect([...collector.models.keys()]).toEqual(['run 1']);
    expect(collector.areModelsMixed).toBe(false);
  });
});
