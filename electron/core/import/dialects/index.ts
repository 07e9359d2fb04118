import type { Dialect } from '../dialect.ts';
import { birdnetCsv24Dialect, birdnetCsvDialect } from './birdnet-csv.ts';
import { birdnetRDialect } from './birdnet-r.ts';
import { chirpityDialect } from './chirpity.ts';
import { genericDialect } from './generic.ts';
import { hawkearsDialect } from './hawkears.ts';
import { hopliteDialect } from './hoplite.ts';
import { kaleidoscopeDialect } from './kaleidoscope.ts';
import { parametersDialect } from './parameters.ts';
import { ravenDialect } from './raven.ts';
import { studyDialect } from './study.ts';

/** Every dialect, the particular before the general: the first that recognises a table reads it. */
export const dialects: readonly Dialect[] = [
  parametersDialect,
  birdnetCsv24Dialect,
  birdnetCsvDialect,
  ravenDialect,
  kaleidoscopeDialect,
  studyDialect,
  birdnetRDialect,
  chirpityDialect,
  hawkearsDialect,
  hopliteDialect,
  genericDialect,
];
