import type { Dialect } from '../dialect.ts';
import { audacityCombinedDialect, audacityDialect } from './audacity.ts';
import { batdetect2Dialect } from './batdetect2.ts';
import { battybirdnetDialect } from './battybirdnet.ts';
import { birdnetCsv24Dialect, birdnetCsvDialect } from './birdnet-csv.ts';
import { birdnetPiDialect, birdnetPiLogDialect } from './birdnet-pi.ts';
import { birdnetRDialect } from './birdnet-r.ts';
import { chirpityDialect } from './chirpity.ts';
import { genericDialect } from './generic.ts';
import { hawkearsDialect } from './hawkears.ts';
import { hopliteDialect } from './hoplite.ts';
import { kaleidoscopeClusterDialect } from './kaleidoscope-cluster.ts';
import { kaleidoscopeDialect } from './kaleidoscope.ts';
import { opensoundscapeDialect } from './opensoundscape.ts';
import { parametersDialect } from './parameters.ts';
import { hopliteAgileDialect, perchDialect } from './perch.ts';
import { ravenDialect } from './raven.ts';
import { studyDialect } from './study.ts';

/** Every dialect, the particular before the general: the first that recognises a table reads it. */
export const dialects: readonly Dialect[] = [
  parametersDialect,
  birdnetCsv24Dialect,
  birdnetCsvDialect,
  ravenDialect,
  kaleidoscopeDialect,
  kaleidoscopeClusterDialect,
  studyDialect,
  birdnetRDialect,
  birdnetPiDialect,
  birdnetPiLogDialect,
  chirpityDialect,
  hawkearsDialect,
  hopliteDialect,
  hopliteAgileDialect,
  perchDialect,
  batdetect2Dialect,
  opensoundscapeDialect,
  audacityCombinedDialect,
  audacityDialect,
  battybirdnetDialect,
  genericDialect,
];
