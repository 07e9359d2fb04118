import { fullDiskCase } from './cases/full-disk.ts';
import { silentScorersCase } from './cases/silent-scorers.ts';
import { stormCase } from './cases/storm.ts';
import { stormWithCrashCase } from './cases/storm-with-crash.ts';
import type { SoakCase } from './soak-case.ts';

/** Every case of `npm run soak`, in order. A new one is one file and one line here. */
export const soakCases: readonly SoakCase[] = [stormCase, stormWithCrashCase, fullDiskCase, silentScorersCase];
