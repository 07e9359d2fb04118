import * as z from 'zod';

/** One reading of when a recording began, as a place in the file or its name says it. */
export const timeReadingSchema = z.object({
  /** ISO 8601, with an offset only where that place states one; a date alone where it knows no more. */
  time: z.string(),
  /** The metadata reader that found it: its id where it is stored, its name on the wire. */
  origin: z.string(),
});
export type TimeReading = z.infer<typeof timeReadingSchema>;

export const positionSchema = z.object({ latitude: z.number(), longitude: z.number() });
export type Position = z.infer<typeof positionSchema>;

/** What recorders say about themselves and the recording, each fact in one unit whoever wrote it. */
export const factValuesSchema = z.object({
  make: z.string().optional(),
  model: z.string().optional(),
  serial: z.string().optional(),
  /** What the recorder is called: its serial number, or the name that it was given. */
  recorder: z.string().optional(),
  firmware: z.string().optional(),
  deployment: z.string().optional(),
  microphone: z.string().optional(),
  gain: z.string().optional(),
  trigger: z.string().optional(),
  filter: z.string().optional(),
  /** Why the recorder ended the recording early. */
  stopReason: z.string().optional(),
  /** In the recorder's words, because some only know a bound or a percentage. */
  battery: z.string().optional(),
  temperatureCelsius: z.number().optional(),
  humidityPercent: z.number().optional(),
  position: positionSchema.optional(),
  elevationMetres: z.number().optional(),
  /** How many times slower than life the file plays. */
  timeExpansion: z.number().optional(),
  note: z.string().optional(),
  software: z.string().optional(),
});
export type FactValues = z.infer<typeof factValuesSchema>;
export type FactName = keyof FactValues;

export const recordingFactsSchema = z.object({
  values: factValuesSchema,
  /** Where each of the values was found. */
  origins: z.partialRecord(factValuesSchema.keyof(), z.string()),
  /** Every reading of the start, the most trusted first. */
  times: z.array(timeReadingSchema),
  /** Fields that have no place above, by their own names; GUANO's keep their namespace. */
  others: z.array(z.object({ name: z.string(), value: z.string(), origin: z.string() })),
});
export type RecordingFacts = z.infer<typeof recordingFactsSchema>;
