import type { BenchCase } from './bench-case.ts';
import { compositionCase } from './cases/composition.ts';
import { decodeCase } from './cases/decode.ts';
import { exportCase } from './cases/export.ts';
import { findingCase } from './cases/finding.ts';
import { firstScoreCase } from './cases/first-score.ts';
import { hashCase } from './cases/hash.ts';
import { importCase } from './cases/import.ts';
import { memoryCase } from './cases/memory.ts';
import { millionCase } from './cases/million.ts';
import { notHereCase } from './cases/not-here.ts';
import { resamplerCase } from './cases/resampler.ts';
import { rulesCase } from './cases/rules.ts';
import { scanCase } from './cases/scan.ts';
import { scoringBirdnetSizeCase } from './cases/scoring-birdnet-size.ts';
import { scoringManyCase } from './cases/scoring-many.ts';
import { scoringYamnetCase } from './cases/scoring-yamnet.ts';
import { startCase } from './cases/start.ts';

/** Every case of `npm run bench`, in the order of the report. A new one is one file and one line here. */
export const benchCases: readonly BenchCase[] = [
  scoringBirdnetSizeCase,
  scoringManyCase,
  scoringYamnetCase,
  firstScoreCase,
  memoryCase,
  resamplerCase,
  decodeCase,
  scanCase,
  hashCase,
  millionCase,
  importCase,
  rulesCase,
  findingCase,
  exportCase,
  compositionCase,
  startCase,
  notHereCase,
];
