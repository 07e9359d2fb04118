import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

export const machineSchema = z.object({
  cores: z.int(),
  processor: z.string(),
  memoryGigabytes: z.number(),
  platform: z.string(),
  node: z.string(),
});
export type Machine = z.infer<typeof machineSchema>;

export const loadSchema = z.object({
  /** Load average of the last minute; what the bench itself did in it counts in. */
  average: z.number(),
  /** Share of all cores that others kept busy in one second in which the bench did nothing. */
  othersBusy: z.number(),
  /** Others had more than a tenth of the machine: the times are worse than they would be alone. */
  isHigh: z.boolean(),
});
export type Load = z.infer<typeof loadSchema>;

const highShare = 0.1;

export function describeMachine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGigabytes: Math.round(totalmem() / 1e9),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** Watches the idle machine for a second. */
export async function measureLoad(): Promise<Load> {
  const average = Number((loadavg()[0] ?? 0).toFixed(2));
  const before = busyAndTotal();
  await sleep(1_000);
  const after = busyAndTotal();
  const othersBusy = Number(((after.busy - before.busy) / Math.max(1, after.total - before.total)).toFixed(3));
  return { average, othersBusy, isHigh: othersBusy > highShare };
}

function busyAndTotal(): { readonly busy: number; readonly total: number } {
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    total += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { busy, total };
}
