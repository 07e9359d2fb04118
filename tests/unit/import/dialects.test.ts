import { describe, expect, test } from 'vitest';
import { readContent as read } from './read-content.ts';

const row = (...cells: readonly (string | number)[]): string => cells.join('\t');

describe('OpenSoundscape', () => {
  const logits = [
    ',file,start_time,end_time,RADR,"Frog, red"',
    '0,"/d/a, b.wav",0.0,3.0,-2.5,1.25',
    '1,"/d/a, b.wav",3.0,6.0,4.75,-8.0',
    '2,/d/broken.wav,0.0,3.0,,',
    '3,/d/c.wav,0.0,3.0,-11.5,0.5',
  ].join('\n');

  test('a column for each class, logits by their values; a file without a number was not scored', async () => {
    const { table, collector, best } = await read(logits);

    expect(table).toMatchObject({ dialect: 'OpenSoundscape scores', rows: 4, badRows: 0, scale: 'logit', doubt: null });
    expect(best).toEqual({ '/d/a, b.wav': [4.75, 3], '/d/broken.wav': null, '/d/c.wav': [-11.5, 0] });
    expect([0, 1, 2].map((place) => collector.isUnscored(place))).toEqual([false, true, false]);
    expect(collector.windowSeconds()).toBe(3);
  });

  test('labels are all counted, also those whose column is passed over, and may hold commas', async () => {
    const { collector, best } = await read(logits, { labels: ['frog, RED'] });

    expect([...collector.labels.list()].map(({ name }) => name).sort()).toEqual(['Frog, red', 'RADR']);
    expect(best['/d/c.wav']).toEqual([0.5, 0]);
  });

  test('activated scores are confidences', async () => {
    const { table } = await read('file,start_time,end_time,RADR\nx.wav,0.0,3.0,0.25\nx.wav,3.0,6.0,0.75\n');

    expect(table).toMatchObject({ dialect: 'OpenSoundscape scores', scale: 'confidence' });
  });

  test('a table of single labels or of text is none', async () => {
    const single = await read('file,start_time,end_time,label,score\nx.wav,0,3,RADR,0.5\n');
    const text = await read('file,start_time,end_time,comment\nx.wav,0,3,nice\n');

    expect([single.table.dialect, text.table.dialect]).toEqual(['Table with mapped columns', null]);
  });
});

describe('Audacity labels', () => {
  test.each([
    ['BirdNET-Analyzer 2.4', row('0', '3.0', 'Rana draytonii, Frog', '0.9312'), 'x.BirdNET.results.txt'],
    ['its later versions', row('0.0', '3.0', 'Rana draytonii_Frog', '0.9312'), 'x.BirdNET.results.txt'],
    ['a number in the label', row('0.0', '3.0', 'Rana draytonii 0.9312'), 'x.txt'],
    ['a number in brackets', row('0.0', '3.0', 'Rana draytonii (0,9312)'), 'x.txt'],
    ['a percentage', row('0.000000', '3.000000', 'Rana draytonii: 93.12 %'), 'x.txt'],
  ])('%s', async (_, line, name) => {
    const { table, collector, best } = await read(`${line}\n`, { name, labels: ['rana DRAYTONII'] });

    expect(table).toMatchObject({ dialect: 'Audacity labels', rows: 1, badRows: 0 });
    expect(best).toEqual({ x: [0.9312, 0] });
    expect([collector.rounding().decimals, collector.marks]).toEqual([4, 0]);
  });

  test('a label that states no number marks a call, and says so; the line of frequencies is no row', async () => {
    const { table, collector, best } = await read(`${row('1.5', '2.5', 'RADR')}\r\n${row('\\', '200', '1200')}\r\n`, {
      name: 'night 1/x.txt',
    });

    expect(table).toMatchObject({ rows: 1, badRows: 0 });
    expect(best).toEqual({ 'night 1/x': [1, 1.5] });
    expect(collector.marks).toBe(1);
  });

  test('an empty one of BirdNET says that nothing was found; any other empty file says nothing', async () => {
    const empty = await read('', { name: 'x.BirdNET.results.txt' });
    const other = await read('', { name: 'notes.txt' });

    expect([empty.collector.size, empty.table.ignored]).toEqual([1, null]);
    expect([other.collector.size, other.table.ignored]).toEqual([0, 'It is empty.']);
  });

  test('all recordings in one table that names none are refused with what to do', async () => {
    const { table, collector } = await read(`${row('0.0', '3.0', 'RADR_RADR', '0.9')}\n`, {
      name: 'BirdNET_AudacityLabels.txt',
    });

    expect(table.ignored).toContain('names no files');
    expect(collector.size).toBe(0);
  });
});

describe('BirdNET-Analyzer', () => {
  test('selection tables of the current version', async () => {
    const { table, best } = await read(
      `Selection\tBegin Time (s)\tEnd Time (s)\tCommon Name\tScientific Name\tSpecies Code\tConfidence\tView\tChannel\tFile Offset (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tBegin Path\n${row(1, 3.0, 6.0, 'Frog', 'RADR', 'radr', 0.9312, 'Spectrogram 1', 1, 0.0, 0, 15000, '/d/x.wav')}\n`,
      { name: 'BirdNET_SelectionTable.txt' },
    );

    expect(table.dialect).toBe('Raven selection table');
    expect(best).toEqual({ '/d/x.wav': [0.9312, 0] });
  });

  test.each(['SPECIES', 'MANUAL ID', 'SOMETHING ELSE'])(
    'Kaleidoscope tables with the name under %s',
    async (column) => {
      const rows = `0,0.9312,/d,A,x.wav,3,Frog\n`;
      const { best } = await read(`OFFSET,confidence,INDIR,FOLDER,IN FILE,DURATION,${column}\n${rows}`, {
        labels: ['Frog'],
      });

      expect(best).toEqual({ '/d/A/x.wav': [0.9312, 0] });
    },
  );

  test('Kaleidoscope tables of the current version, which name the species once', async () => {
    const { table, best } = await read(
      'OFFSET,confidence,INDIR,FOLDER,IN FILE,DURATION,TOP1MATCH\n3.0,0.9312,/d,A,x.wav,3.0,Frog\n',
      { labels: ['Frog'] },
    );

    expect(table.dialect).toBe('Kaleidoscope CSV');
    expect(best).toEqual({ '/d/A/x.wav': [0.9312, 3] });
  });

  test('a target may be both names in one, as label files write them', async () => {
    const { collector, best } = await read(
      'Start (s),End (s),Scientific name,Common name,Confidence,File\n0.0,3.0,Rana draytonii,Frog,0.5000,x.wav\n',
      { labels: ['rana draytonii_frog'] },
    );

    expect(best).toEqual({ 'x.wav': [0.5, 0] });
    expect(collector.labels.spelling('rana draytonii_frog')).toBe('Rana draytonii');
  });
});

describe('Others', () => {
  test('Raven without a path is about the recording of the table’s name', async () => {
    const header =
      'Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tSpecies\tScore';
    const text = `${header}\n${row(1, 'Waveform 1', 1, 1.5, 2.5, 0, 9000, 'RADR', 0.7)}\n`;
    const named = await read(`Begin File\t${header}\n${row('y.wav', 1, 'W', 1, 1.5, 2.5, 0, 9000, 'RADR', 0.7)}\n`);

    expect((await read(text, { name: 'A/x.Table.1.selections.txt' })).best).toEqual({ 'A/x': [0.7, 1.5] });
    expect((await read(text, { name: 'A/x.txt' })).best).toEqual({ 'A/x': [0.7, 1.5] });
    expect(named.best).toEqual({ 'y.wav': [0.7, 1.5] });
  });

  test('BatDetect2: a table a recording, named after it with its ending', async () => {
    const header = 'id,det_prob,start_time,end_time,high_freq,low_freq,class,class_prob,event';
    const bats = await read(`${header}\n0,0.881,0.0225,0.0304,49726,44062,Myotis daubentonii,0.713,Echolocation\n`, {
      name: 'A/x.wav.csv',
      labels: ['Myotis daubentonii'],
    });
    const none = await read(`${header}\n`, { name: 'A/y.WAV.csv' });

    expect(bats.table.dialect).toBe('BatDetect2 CSV');
    expect(bats.best).toEqual({ 'A/x.wav': [0.713, 0.0225] });
    expect(none.best).toEqual({ 'A/y.WAV': null });
  });

  test('BattyBirdNET-Analyzer: tables of a recording, and the one to which it appends', async () => {
    const csv = 'Start (s),End (s),Scientific name,Common name,Confidence\n0.0,1.0,Nyctalus noctula,Noctule,0.9000\n';
    const selection = `Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tSpecies Code\tCommon Name\tConfidence\n${row(1, 'Spectrogram 1', 1, 0, 1, 'nyct', 'Noctule', '0.9000')}\n`;
    const appended =
      '\n/bats/a, 1.wav\n0,1.0,Nyctalus noctula,Noctule,0.9000\n\n/bats/b.wav\n\n/bats/c.wav\n1.0,2.0,Nyctalus noctula,Noctule,0.8000\n';
    const labels = ['noctule'];

    expect((await read(csv, { name: 'x.bat.results.csv', labels })).best).toEqual({ x: [0.9, 0] });
    expect((await read(selection, { name: 'xbat.selection.table.txt', labels })).best).toEqual({ x: [0.9, 0] });
    expect((await read(appended, { name: 'Results.csv', labels })).best).toEqual({
      '/bats/a, 1.wav': [0.9, 0],
      '/bats/b.wav': null,
      '/bats/c.wav': [0.8, 1],
    });
  });

  test('Kaleidoscope’s clusters: the nearer a sound lies, the higher it ranks', async () => {
    const { table, best } = await read(
      'FOLDER,IN FILE,CHANNEL,OFFSET,DURATION,TOP1MATCH,TOP1DIST\nA,x.wav,0,1.5,0.5,RADR,0.5\nA,y.wav,0,1.5,0.5,RADR,1.5\n',
      { name: 'cluster.csv' },
    );

    expect(table.dialect).toBe('Kaleidoscope cluster.csv');
    expect(best).toEqual({ 'A/x.wav': [0.75, 1.5], 'A/y.wav': [0.25, 1.5] });
  });

  test.each([
    ['filename, timestamp_s, label, logit\nA/x.wav, 5.00, RADR, 2.5\n', 'Perch inference CSV'],
    ['idx,dataset_name,source_id,offset,label,logits\n7,d,A/x.wav,5.0,RADR,2.5\n', 'Hoplite classifier CSV'],
  ])('Perch: %j', async (text, dialect) => {
    const { table, best } = await read(text);

    expect(table).toMatchObject({ dialect, scale: 'logit' });
    expect(best).toEqual({ 'A/x.wav': [2.5, 5] });
  });

  test('BirdNET-Pi: detections name their clip, the log names nothing', async () => {
    const log = await read('Date;Time;Sci_Name;Com_Name;Confidence;Lat;Lon\n2024-03-01;21:05:00;RADR;Frog;0.9;1;1\n');

    const detections = await read(
      'Date,Time,Sci_Name,Com_Name,Confidence,Lat,Lon,Cutoff,Week,Sens,Overlap,File_Name\n2024-03-01,21:05:00,RADR,Frog,0.9,1,1,0.7,9,1.25,0.0,Frog-90-2024-03-01-birdnet-21:05:00.mp3\n',
    );

    expect(log.table.ignored).toContain('names no files');
    expect(detections.table.dialect).toBe('BirdNET-Pi detections');
    expect(detections.best).toEqual({ 'Frog-90-2024-03-01-birdnet-21:05:00.mp3': [0.9, null] });
  });

  test('the birdnet package: its columns are plain', async () => {
    const { best } = await read('input,start_time,end_time,species_name,confidence\n/d/x.wav,0.0,3.0,RADR_Frog,0.5\n', {
      labels: ['RADR_Frog'],
    });

    expect(best).toEqual({ '/d/x.wav': [0.5, 0] });
  });

  test('several columns are labels where a person says so', async () => {
    const text = 'Datei;RADR;RACA;Laenge\nx.wav;0,5;0,25;3\ny.wav;0,125;0,75;3\n';
    const { collector, best } = await read(text, {
      mapping: { file: 'Datei', labelColumns: ['RADR', 'RACA'] },
      labels: ['RACA'],
    });

    expect(best).toEqual({ 'x.wav': [0.25, null], 'y.wav': [0.75, null] });
    expect([...collector.labels.list()].map(({ name }) => name).sort()).toEqual(['RACA', 'RADR']);
  });
});
