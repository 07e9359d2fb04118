import { namedColumnsDialect } from './named-columns.ts';

export const hopliteDialect = namedColumnsDialect({
  id: 'hoplite',
  label: 'Hoplite detections',
  description: 'filename,window_start,window_end,label,logits of perch-hoplite',
  file: 'filename',
  start: 'window_start',
  end: 'window_end',
  names: ['label'],
  score: 'logits',
  scale: 'logit',
});
