import { namedColumnsDialect } from './named-columns.ts';

export const hawkearsDialect = namedColumnsDialect({
  id: 'hawkears',
  label: 'HawkEars CSV',
  description: 'recording,name,start_time,end_time,score',
  file: 'recording',
  start: 'start_time',
  end: 'end_time',
  names: ['name'],
  score: 'score',
});
