import { registerAdd } from './add.ts';
import { registerChannel } from './channel.ts';
import type { RegisterCommand } from './command.ts';
import { registerCompare } from './compare.ts';
import { registerCopies } from './copies.ts';
import { registerDecide } from './decide.ts';
import { registerDemo } from './demo.ts';
import { registerExport } from './export.ts';
import { registerImport } from './import.ts';
import { registerJobs } from './jobs.ts';
import { registerLeakage } from './leakage.ts';
import { registerList } from './list.ts';
import { registerModel } from './model.ts';
import { registerNames } from './names.ts';
import { registerRelink } from './relink.ts';
import { registerRescan } from './rescan.ts';
import { registerResults } from './results.ts';
import { registerScore } from './score.ts';
import { registerScorers } from './scorers.ts';
import { registerSubset } from './subset.ts';
import { registerSweep } from './sweep.ts';
import { registerVerify } from './verify.ts';

/** Every command. A new one is one file and one line here. */
export const commands: readonly RegisterCommand[] = [
  registerAdd,
  registerRescan,
  registerRelink,
  registerCopies,
  registerNames,
  registerChannel,
  registerModel,
  registerScore,
  registerImport,
  registerJobs,
  registerList,
  registerCompare,
  registerDecide,
  registerLeakage,
  registerSubset,
  registerExport,
  registerVerify,
  registerSweep,
  registerResults,
  registerScorers,
  registerDemo,
];
