import { namedColumnsDialect } from './named-columns.ts';

/** `x.wav.csv` beside `x.wav.json`; only its header where no bat was heard. */
export const batdetect2Dialect = namedColumnsDialect({
  id: 'batdetect2',
  label: 'BatDetect2 CSV',
  description: 'id,det_prob,start_time,end_time,high_freq,low_freq,class,class_prob, one table a recording',
  start: 'start_time',
  end: 'end_time',
  names: ['class'],
  score: 'class_prob',
});
