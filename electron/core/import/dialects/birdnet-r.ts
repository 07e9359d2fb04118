import { namedColumnsDialect } from './named-columns.ts';

export const birdnetRDialect = namedColumnsDialect({
  id: 'birdnet-r',
  label: 'BirdNET-Analyzer R table',
  description: 'filepath,start,end,scientific_name,common_name,confidence of older versions',
  file: 'filepath',
  start: 'start',
  end: 'end',
  names: ['scientific_name', 'common_name'],
  score: 'confidence',
  model: 'model',
});
