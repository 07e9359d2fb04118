import { namedColumnsDialect } from './named-columns.ts';

export const chirpityDialect = namedColumnsDialect({
  id: 'chirpity',
  label: 'Chirpity CSV',
  description: 'File, Detection start, Detection end, Latin name, Confidence',
  file: 'file',
  start: 'detection start',
  end: 'detection end',
  names: ['latin name', 'common name'],
  score: 'confidence',
  model: 'model',
});
