import { hasAudioName } from '../../intake/audio-names.ts';
import { secondsOf, type Dialect } from '../dialect.ts';

const columns = 5;

/** A path on a line of its own, then its rows without a header: `Results.csv`, to which BattyBirdNET-Analyzer appends. */
export const battybirdnetDialect: Dialect = {
  id: 'battybirdnet',
  label: 'BattyBirdNET-Analyzer Results.csv',
  description: 'The path of each file, then start,end,scientific name,common name,confidence',
  hasNoHeader: true,
  recognises: ({ cells, samples }) => {
    const rows = samples.map((sample) => sample.join(','));
    return hasAudioName(cells.join(',')) && rows.every((row) => hasAudioName(row) || row.split(',').length === columns);
  },
  reader: () => {
    let file = '';
    return (written) => {
      const line = written.join(',');
      const cells = line.split(',');
      if (hasAudioName(line) && secondsOf(cells[0]) === null) {
        file = line;
        return { file, start: null, end: null, names: [], score: null, model: '' };
      }
      const [start, end, scientific = '', common = '', score = ''] = cells;
      return { file, start: secondsOf(start), end: secondsOf(end), names: [scientific, common], score, model: '' };
    };
  },
  scale: () => 'confidence',
};
