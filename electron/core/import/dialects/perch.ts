import { namedColumnsDialect } from './named-columns.ts';

/** `filename, timestamp_s, label, logit`: there is no end of the window in it. */
export const perchDialect = namedColumnsDialect({
  id: 'perch',
  label: 'Perch inference CSV',
  description: 'filename,timestamp_s,label,logit of chirp’s embed and search',
  file: 'filename',
  start: 'timestamp_s',
  names: ['label'],
  score: 'logit',
  scale: 'logit',
});

/** What agile modelling writes of a classifier over a Hoplite database. */
export const hopliteAgileDialect = namedColumnsDialect({
  id: 'hoplite-agile',
  label: 'Hoplite classifier CSV',
  description: 'idx,dataset_name,source_id,offset,label,logits of perch-hoplite’s agile modelling',
  file: 'source_id',
  start: 'offset',
  names: ['label'],
  score: 'logits',
  scale: 'logit',
});
