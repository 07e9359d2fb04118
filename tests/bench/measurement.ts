import * as z from 'zod';

/** What a number is to reach: DESIGN §7, or the issue that names it. */
export const reachSchema = z.object({ bound: z.enum(['at least', 'at most']), value: z.number() });
export type Reach = z.infer<typeof reachSchema>;

export const statisticSchema = z.enum(['median', '95th percentile', 'largest', 'once']);
export type Statistic = z.infer<typeof statisticSchema>;

const measuredSchema = z.object({
  kind: z.literal('measured'),
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  /** The number that is judged: `statistic` of the samples. */
  value: z.number(),
  statistic: statisticSchema,
  count: z.int(),
  median: z.number(),
  minimum: z.number(),
  maximum: z.number(),
  reach: reachSchema.nullable(),
  reached: z.boolean().nullable(),
  note: z.string(),
});

const notMeasuredSchema = z.object({
  kind: z.literal('not measured'),
  id: z.string(),
  label: z.string(),
  /** Completes "not measured here, because …". */
  because: z.string(),
});

export const measurementSchema = z.discriminatedUnion('kind', [measuredSchema, notMeasuredSchema]);
export type Measurement = z.infer<typeof measurementSchema>;

export interface MeasuredOptions {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly samples: readonly number[];
  readonly statistic?: Statistic;
  readonly reach?: Reach;
  readonly note?: string;
}

/** A number out of its samples. Throws where there are none: a case without samples says `notMeasured`. */
export function measured(options: MeasuredOptions): Measurement {
  const { id, label, unit, samples, statistic = samples.length === 1 ? 'once' : 'median', reach, note = '' } = options;
  const value = statisticOf(samples, statistic);
  return {
    kind: 'measured',
    id,
    label,
    unit,
    value: rounded(value),
    statistic,
    count: samples.length,
    median: rounded(quantile(samples, 0.5)),
    minimum: rounded(quantile(samples, 0)),
    maximum: rounded(quantile(samples, 1)),
    reach: reach ?? null,
    reached: reach === undefined ? null : reach.bound === 'at least' ? value >= reach.value : value <= reach.value,
    note,
  };
}

export function notMeasured(id: string, label: string, because: string): Measurement {
  return { kind: 'not measured', id, label, because };
}

export const atLeast = (value: number): Reach => ({ bound: 'at least', value });
export const atMost = (value: number): Reach => ({ bound: 'at most', value });

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** The quotients of two series that were measured in turn (A B A B), round by round. */
export function ratios(numerators: readonly number[], denominators: readonly number[]): number[] {
  return numerators.map((value, round) => value / (denominators[round] ?? Number.NaN));
}

function statisticOf(samples: readonly number[], statistic: Statistic): number {
  const places: Record<Statistic, number> = { median: 0.5, '95th percentile': 0.95, largest: 1, once: 0.5 };
  return quantile(samples, places[statistic]);
}

/** Linear between the two nearest samples, as spreadsheets do it. */
function quantile(samples: readonly number[], place: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const position = place * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) {
    throw new RangeError('There is no quantile of no samples.');
  }
  return below + (above - below) * (position - Math.floor(position));
}

/** Four significant digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
