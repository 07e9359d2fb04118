import { describe, expect, test } from 'vitest';
import { readContent as read } from './read-content.ts';

const birdnet = 'Start (s),End (s),Scientific name,Common name,Confidence,File';

test.each(['1718000000000000000,1718000000000000003', '1718000000,1718000003', '0,1e300'])(
  'a row at %s seconds is bad, and says why',
  async (place) => {
    const { table, collector, best } = await read(`file,start,end,score\nx.wav,${place},0.9\nx.wav,86400,86403,0.5\n`);

    expect(table).toMatchObject({ rows: 2, badRows: 1 });
    expect(collector.issues).toMatchObject([{ line: 2, reason: expect.stringContaining('no place in a recording') }]);
    expect(best).toEqual({ 'x.wav': [0.5, 86_400] });
  },
);

describe('Tables of BirdNET-Analyzer', () => {
  test('2.4: the highest score of a file and where it was reached, one decimal count', async () => {
    const { table, collector, best } = await read(
      `${birdnet}\n0.0,3.0,RADR,Red-legged Frog,0.5000,/d/x.wav\n3.0,6.0,RADR,Red-legged Frog,0.9312,/d/x.wav\n0.0,3.0,Corvus corax,Raven,0.9900,/d/y.wav\n`,
    );

    expect(table).toMatchObject({ dialect: 'BirdNET-Analyzer 2.4 CSV', rows: 3, badRows: 0, ignored: null });
    expect(best).toEqual({ '/d/x.wav': [0.9312, 3], '/d/y.wav': null });
    expect(collector.rounding()).toEqual({ decimals: 4, isHalfPrecision: false });
    expect(collector.windowSeconds()).toBe(3);
  });

  test('a target may be the common name, in any case', async () => {
    const { best } = await read(`${birdnet}\n0.0,3.0,RADR,Red-legged Frog,0.5000,x.wav\n`, {
      labels: ['red-legged FROG'],
    });

    expect(best).toEqual({ 'x.wav': [0.5, 0] });
  });

  test('commas of unquoted paths are recovered, with and without columns behind', async () => {
    const plain = await read(`${birdnet}\n0.0,3.0,RADR,RADR,0.9312,/d/a,b, c/x,1.wav\n`);
    const wide = await read(
      `${birdnet},lat,lon,week\n0.0,3.0,RADR,RADR,0.9312,/d/a,b, c/x,1.wav,1.5,2.5,-1\n0.0,3.0,RADR,RADR,0.5000,/d/y.wav,1.5,2.5,-1\n`,
    );

    expect(plain.best).toEqual({ '/d/a,b, c/x,1.wav': [0.9312, 0] });
    expect(wide.best).toEqual({ '/d/a,b, c/x,1.wav': [0.9312, 0], '/d/y.wav': [0.5, 0] });
  });

  test('the current version: half-precision numbers, quoted paths, a model column', async () => {
    const halves = Array.from({ length: 60 }, (_, index) => {
      const value = 0.1 + index * 0.0149;
      const step = 2 ** (Math.floor(Math.log2(value)) - 10);
      return Number((Math.round(value / step) * step).toPrecision(4));
    });
    const rows = halves.map(
      (score, index) => `${index * 3}.0,${index * 3 + 3}.0,RADR,RADR,${score},"/d/a, ""b"".wav",m1`,
    );
    const { table, collector, best } = await read(`${birdnet},model\n${rows.join('\n')}\n`);

    expect(table).toMatchObject({ dialect: 'BirdNET-Analyzer CSV', rows: 60, badRows: 0 });
    expect(best).toEqual({ '/d/a, "b".wav': [halves.at(-1), 177] });
    expect(collector.rounding().isHalfPrecision).toBe(true);
    expect([...collector.models.keys()]).toEqual(['m1']);
  });

  test('a table that holds only its header says that its file has no detection', async () => {
    const { table, collector } = await read(`${birdnet}\n`, { name: 'A/x.BirdNET.results.csv' });

    expect(table).toMatchObject({ rows: 0, ignored: null });
    expect([collector.size, collector.fileAt(0), collector.rowsAt(0)]).toEqual([
      1,
      { reference: 'A/x', isStem: true },
      0,
    ]);
  });

  test('rows that name no file are about the file of the table’s name', async () => {
    const { best } = await read(
      'Start (s),End (s),Scientific name,Common name,Confidence\n0.0,3.0,RADR,RADR,0.7000\n',
      { name: 'x.BirdNET.results.csv' },
    );

    expect(best).toEqual({ x: [0.7, 0] });
  });

  test.each([
    ['BirdNET_analysis_params.csv', 'File splitting duration,Segment length,Sample rate\n600,3.0,48000\n'],
    ['birdnet.analyze-params.csv', '\uFEFFParameter,Value\nmin_conf,0.25\n'],
  ])('%s never becomes a row', async (name, text) => {
    const { table, collector } = await read(text, { name });

    expect(table.ignored).toContain('another kind');
    expect(collector.size).toBe(0);
  });

  test('for Kaleidoscope: the path in three columns, the time as offset and duration', async () => {
    const { best } = await read(
      'INDIR,FOLDER,IN FILE,OFFSET,DURATION,scientific_name,common_name,confidence,lat,lon,week,overlap,sensitivity\nD:\\d,A,x.wav,6.0,3.0,RADR,Frog,0.8000,1,1,-1,0,1\n',
    );

    expect(best).toEqual({ 'D:\\d/A/x.wav': [0.8, 6] });
  });

  test('Raven: the path and the offset in its file; nocall is no species', async () => {
    const header = [
      'Selection',
      'View',
      'Channel',
      'Begin Time (s)',
      'End Time (s)',
      'Low Freq (Hz)',
      'High Freq (Hz)',
      'Common Name',
      'Species Code',
      'Confidence',
      'Begin Path',
      'File Offset (s)',
    ].join('\t');
    const row = (cells: readonly (string | number)[]): string => cells.join('\t');
    const { best } = await read(
      [
        header,
        row([1, 'Spectrogram 1', 1, 603, 606, 0, 15000, 'Frog', 'RADR', 0.91, 'D:\\d\\x.wav', 3]),
        row([2, 'Spectrogram 1', 1, 0, 3, 0, 15000, 'nocall', 'nocall', 1, 'D:\\d\\empty.wav', 0]),
      ].join('\r\n'),
      { name: 'BirdNET_SelectionTable.txt' },
    );

    expect(best).toEqual({ 'D:\\d\\x.wav': [0.91, 3], 'D:\\d\\empty.wav': null });
  });
});

describe('Other tables', () => {
  test('Kaleidoscope’s own id.csv', async () => {
    const { best } = await read(
      'INDIR,FOLDER,IN FILE,CHANNEL,OFFSET,DURATION,AUTO ID*,PULSES,MATCHING,MATCH RATIO\n/d,A,b1.wav,0,0,5.2,MYOLUC,10,9,0.9\n/d,A,b2.wav,0,0,5.2,NoID,3,0,0\n',
      { name: 'id.csv', labels: ['myoluc'] },
    );

    expect(best).toEqual({ '/d/A/b1.wav': [0.9, 0], '/d/A/b2.wav': null });
  });

  test('the study’s tables: the label stands in the header, each table is a run unless it names a model', async () => {
    const named = await read('File,radr_max_confidence,saved_at,source,model\nx.wav,0.9312,1734900000,ui,stage4_038\n');
    const bare = await read('File,radr_max_confidence\nx, 1.wav,0.9312\n', { name: 'low_quality_radr_max_1.csv' });

    expect(named.best).toEqual({ 'x.wav': [0.9312, null] });
    expect([...named.collector.models.keys()]).toEqual(['stage4_038']);
    expect(bare.best).toEqual({ 'x, 1.wav': [0.9312, null] });
    expect([...bare.collector.models.keys()]).toEqual(['low_quality_radr_max_1.csv']);
  });

  test('only the rows of the chosen model count', async () => {
    const text = 'File,radr_max_confidence,model\nx.wav,0.9,m1\nx.wav,0.4,m2\n';

    expect((await read(text, { models: ['m2'] })).best).toEqual({ 'x.wav': [0.4, null] });
    expect((await read(text, { models: ['m1', 'm2'] })).best).toEqual({ 'x.wav': [0.9, null] });
  });

  test('Hoplite’s logits are logits', async () => {
    const { table, best } = await read(
      'idx,dataset,filename,window_start,window_end,label,logits\n0,d,A/x.wav,5.0,10.0,RADR,2.5\n',
    );

    expect(table.scale).toBe('logit');
    expect(best).toEqual({ 'A/x.wav': [2.5, 5] });
  });

  test('columns are mapped by a person, where their names say nothing', async () => {
    const text = 'Datei;Wert;Art\nA\\x.wav;0,93;RADR\nA\\y.wav;kaputt;RADR\nA\\z.wav;75;RADR\n';
    const unknown = await read(text);
    const { table, collector, best } = await read(text, {
      mapping: { file: 'Datei', score: 'Wert', label: 'Art' },
      scale: 'confidence',
    });

    expect(unknown.table.ignored).toContain('Say which holds the file');
    expect(unknown.table.columns).toEqual(['Datei', 'Wert', 'Art']);
    expect(best).toEqual({ 'A\\x.wav': [0.93, null] });
    expect(table).toMatchObject({ rows: 3, badRows: 2 });
    expect(collector.issues.map(({ line }) => line)).toEqual([3, 4]);
  });

  test.each([
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 of Excel', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['old Windows', (text: string) => Buffer.from(text, 'latin1')],
  ])('%s, with Windows’ line ends', async (_, encode) => {
    const rows = Array.from({ length: 300 }, (__, index) => `Höhle/${index}.wav;0,${index + 100}`);
    const { best, table } = await read(encode(`sep=;\r\nfile;score\r\n${rows.join('\r\n')}\r\n`));

    expect(table).toMatchObject({ rows: 300, badRows: 0 });
    expect(best['Höhle/299.wav']).toEqual([0.399, null]);
  });

  test('a quoted cell may go over lines; a quote that never closes costs no rows', async () => {
    const quoted = await read('file,score,comment\nx.wav,0.5,"one\ntwo"\ny.wav,0.6,\n');
    const stray = await read(`file,score,comment\nx.wav,0.5,"oops\n${'y.wav,0.6,\n'.repeat(30)}z.wav,0.7,\n`);

    expect(quoted.best).toEqual({ 'x.wav': [0.5, null], 'y.wav': [0.6, null] });
    expect(stray.best).toEqual({ 'x.wav': [0.5, null], 'y.wav': [0.6, null], 'z.wav': [0.7, null] });
  });
});
