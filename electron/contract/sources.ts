import * as z from 'zod';
import { channelCountSchema, channelSchema } from './channels.ts';
import { copyCountsSchema } from './copies.ts';
import { faultSchema } from './outcome.ts';
import { identifierSchema, qualitySchema, roleSchema } from './identifiers.ts';
import { recordingFactsSchema } from './recording-facts.ts';
import { attributeOriginSchema, recordingAttributesSchema, scannedNamesSchema } from './source-names.ts';

/** What a scan found against what the library knew. */
export const scanReportSchema = z.object({
  at: z.string(),
  /** Recordings that the source had before; 0: it was its first scan. */
  known: z.int(),
  /** Audio files that were not known before. */
  added: z.int(),
  /** Other bytes under a known name: their scores were dropped, and they wait to be scored again. */
  changed: z.int(),
  /** Known files that are gone now. Their scores and findings stay. */
  missing: z.int(),
  /** Files that had been missing. */
  returned: z.int(),
  /** The same bytes with another time; nothing was lost. */
  redated: z.int(),
  /** Missing files that are there under another name, with the same bytes: they keep scores and findings. */
  renamed: z.int().default(0),
  /** Folders inside that cannot be read; what is known of them stays as it was. */
  unreadableFolders: z.int(),
  /** What the source's name rules and manifest say of its recordings now; null where it has neither. */
  names: scannedNamesSchema.nullable().default(null),
});
export type ScanReport = z.infer<typeof scanReportSchema>;

export const sourceSchema = z.object({
  id: identifierSchema,
  path: z.string(),
  name: z.string(),
  role: roleSchema,
  quality: qualitySchema.nullable(),
  site: z.string().nullable(),
  recorder: z.string().nullable(),
  timeZone: z.string().nullable(),
  channel: channelSchema,
  /** Of the recording that has most; 1 where none has several. */
  mostChannels: z.int(),
  /** Source order of DESIGN §2.2: sources rank in the order in which they were added. */
  position: z.int(),
  addedAt: z.string(),
  recordingCount: z.int(),
  /** Recordings that cannot be read, missing ones included. */
  failedCount: z.int(),
  /** Files that were here at an earlier scan and are gone. */
  missingCount: z.int(),
  /** Of all recordings that say how long they are, also where they are missing or cannot be read. */
  durationSeconds: z.number(),
  /** Of the last scan that was finished; null before. */
  lastScan: scanReportSchema.nullable(),
  /** False when the folder is not there now (card taken out, drive unplugged). */
  online: z.boolean(),
  /** Templates by which names say role, quality, call type, site and recorder; tried in this order. */
  nameRules: z.array(z.string()),
  /** The table that attributes were last taken from. */
  attributeManifest: z.string().nullable(),
  /** Recordings whose header, comment and name disagree about the time, or whose clock cannot have been right. */
  timeRemarkCount: z.int(),
});
export type Source = z.infer<typeof sourceSchema>;

export const sourceAttributesSchema = z.object({
  role: roleSchema,
  quality: qualitySchema.nullable().default(null),
  site: z.string().nullable().default(null),
  recorder: z.string().nullable().default(null),
  timeZone: z.string().nullable().default(null),
  channel: channelSchema.default(null),
});
export type SourceAttributes = z.infer<typeof sourceAttributesSchema>;

/** What to do where a folder holds the folders of other sources: leave those to them, or add nothing. */
export const overlapChoiceSchema = z.enum(['refuse', 'skip']);
export type OverlapChoice = z.infer<typeof overlapChoiceSchema>;

const namedSourceSchema = z.object({ sourceId: identifierSchema, name: z.string(), path: z.string() });

/** A dropped folder that is a source already, against what the library knows of it. */
export const knownFolderSchema = namedSourceSchema.extend({
  role: roleSchema,
  quality: qualitySchema.nullable(),
  site: z.string().nullable(),
  recorder: z.string().nullable(),
  timeZone: z.string().nullable(),
  channel: channelSchema,
  recordings: z.int(),
  /** Of the files that were looked at. */
  added: z.int(),
  changed: z.int(),
  /** null where the look stopped early. */
  missing: z.int().nullable(),
});
export type KnownFolder = z.infer<typeof knownFolderSchema>;

/** A quick look at a dropped folder, before it is added. */
export const folderInspectionSchema = z.object({
  path: z.string(),
  name: z.string(),
  audioFileCount: z.int(),
  otherFileCount: z.int(),
  totalBytes: z.number(),
  /** True when the look stopped early; the counts are then "at least". */
  truncated: z.boolean(),
  exampleNames: z.array(z.string()),
  alreadyAdded: z.boolean(),
  /** The source that this folder is, under this or another path. */
  known: knownFolderSchema.nullable(),
  /** Sources whose folders this one holds (`contains`), or the one in whose folder it lies (`inside`). */
  overlap: z.object({ kind: z.enum(['inside', 'contains']), sources: z.array(namedSourceSchema).min(1) }).nullable(),
  /** A source that is not where it was and whose files these seem to be. */
  movedFrom: namedSourceSchema.extend({ matched: z.int(), recordings: z.int() }).nullable(),
  /** Of some files that were opened, fewest channels first; empty where none could be. */
  channels: z.array(channelCountSchema),
  suggestedRole: roleSchema,
  suggestedQuality: qualitySchema.nullable(),
  suggestedRecorder: z.string().nullable(),
});
export type FolderInspection = z.infer<typeof folderInspectionSchema>;

export const recordingSchema = z.object({
  id: identifierSchema,
  sourceId: identifierSchema,
  relativePath: z.string(),
  fileName: z.string(),
  sizeBytes: z.number(),
  modifiedAt: z.string(),
  format: z.string().nullable(),
  sampleRate: z.int().nullable(),
  channels: z.int().nullable(),
  /** That of its source: which one is heard. */
  channel: channelSchema,
  bitsPerSample: z.int().nullable(),
  /** As the header says, with format, rate and channels, also where `fault` says that the recording cannot be read. */
  durationSeconds: z.number().nullable(),
  recordedAt: z.string().nullable(),
  recorder: z.string().nullable(),
  /** All that the recorder says, with the names of the places where it was found; null where it was not read yet. */
  facts: recordingFactsSchema.nullable(),
  /** Why the time is in doubt: where header, comment and name disagree, which was taken and what the others say. */
  timeRemark: z.string().nullable(),
  /** What its name or a manifest says of it. */
  attributes: recordingAttributesSchema.extend({ origin: attributeOriginSchema }).nullable(),
  /** Non-fatal remark, for example "data ends early, the whole part was recovered". */
  warning: z.string().nullable(),
  /** Why the recording cannot be read, null where it can. */
  fault: faultSchema.nullable(),
});
export type Recording = z.infer<typeof recordingSchema>;

export const listedRecordingSchema = recordingSchema.extend({ copies: copyCountsSchema.nullable() });
/** A recording in a list, with how often its content lies elsewhere. */
export type ListedRecording = z.infer<typeof listedRecordingSchema>;
