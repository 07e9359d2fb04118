import type { Dialect } from '../dialect.ts';
import { namedColumnsDialect } from './named-columns.ts';

const columns = ['date', 'time', 'sci_name', 'com_name', 'confidence'];

/** The table `detections` of birds.db, saved as CSV. Each file is the clip that was cut for the detection. */
export const birdnetPiDialect: Dialect = namedColumnsDialect({
  id: 'birdnet-pi',
  label: 'BirdNET-Pi detections',
  description: 'Date,Time,Sci_Name,Com_Name,Confidence,…,File_Name: the table “detections” of birds.db as CSV',
  file: 'file_name',
  names: ['sci_name', 'com_name'],
  score: 'confidence',
});

/** Its log names days and times and no file. */
export const birdnetPiLogDialect: Dialect = {
  id: 'birdnet-pi-log',
  label: 'BirdNET-Pi BirdDB.txt',
  description: 'Date;Time;Sci_Name;Com_Name;Confidence; left aside, because it names no file',
  recognises: (head) => columns.every((name) => head.columns.has(name)) && !head.columns.has('file_name'),
  reader: () => null,
  scale: () => 'confidence',
  reason: 'BirdNET-Pi’s BirdDB.txt names no files. Save the table “detections” of its birds.db as CSV instead.',
};
