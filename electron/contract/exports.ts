import * as z from 'zod';
import { faultSchema } from './outcome.ts';
import { identifierSchema, purposeSchema } from './identifiers.ts';

/** `copy`: files of their own. `hard-link`: another name for the original's bytes. `symbolic-link`: a pointer to it. */
export const exportMethodSchema = z.enum(['copy', 'hard-link', 'symbolic-link']);
export type ExportMethod = z.infer<typeof exportMethodSchema>;

export const exportRequestSchema = z.object({
  subsetIds: z.array(identifierSchema).min(1),
  /** Folder under which the layout's folders (`bestLowQuality/…`, `hardNeg/…`) are written. */
  root: z.string().min(1),
  /** Id of a layout of `export/options`. */
  layout: z.string().default('study'),
  /** Name of the folder that takes the negatives where the layout has class folders. */
  negativeClass: z.string().trim().min(1).default('Negative'),
  method: exportMethodSchema.default('copy'),
  /** `clip`: recordings longer than `clipSeconds` become the clip around their best window. */
  extent: z.enum(['clip', 'whole']).default('clip'),
  /** Length of such a clip; the model's window or 3 s, whichever is longer, where absent. */
  clipSeconds: z.number().positive().optional(),
  /** How many clips of one recording at most: the best window's, then further ones that do not overlap. */
  clipsPerRecording: z.int().min(1).max(100).default(1),
  /** Confidence that a window after the best one needs to become a clip. */
  clipConfidence: z.number().min(0).max(1).default(0.5),
  /** Whether a shorter recording is filled with silence to the clip's length; trainers do so themselves. */
  padClips: z.boolean().default(false),
  /** Hz to which everything is resampled; each recording keeps its own where absent. */
  sampleRate: z.int().min(1000).max(768_000).optional(),
  /** Whether whole files that are not mono with 16 bits are rewritten so; clips always are. */
  mono16: z.boolean().default(false),
  /** Ids of the tables of `export/options` that are written beside the audio; all where absent. */
  tables: z.array(z.string()).optional(),
  /** Files that are gone or changed since the scan: refused by name, or left out and recorded. */
  missingFiles: z.enum(['refuse', 'leave-out']).default('refuse'),
  /** Whether only the best-ranked of several recordings of the same bytes is written into a folder. */
  dropCopies: z.boolean().default(true),
  /** Writes the recordings in which a person heard the label out of the negative subsets into a positive folder. */
  heardPositives: z.boolean().default(false),
  /** Writes what was rejected from the subsets into folders that no trainer takes for a subset. */
  rejects: z.boolean().default(false),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;
export type ExportRequestInput = z.input<typeof exportRequestSchema>;

/** Something that a person may choose, described by itself. */
const choiceSchema = z.object({ id: z.string(), label: z.string(), description: z.string() });

export const exportOptionsSchema = z.object({
  layouts: z.array(choiceSchema.extend({ hasClassFolders: z.boolean(), takesRejects: z.boolean() })),
  methods: z.array(choiceSchema.extend({ id: exportMethodSchema, danger: z.string().nullable() })),
  tables: z.array(choiceSchema.extend({ fileName: z.string() })),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

export const exportTargetSchema = z.object({
  /** null: a folder that holds several subsets, or what was heard or rejected. */
  subsetId: identifierSchema.nullable(),
  subsetName: z.string(),
  path: z.string(),
  purpose: purposeSchema.nullable(),
  files: z.int(),
  clips: z.int(),
  bytes: z.number(),
  /** What the trainer makes of the folder, and how many files its search for `*.wav *.mp3 *.flac` finds there. */
  trainer: z.object({ sees: z.enum(['positive', 'negative', 'class', 'nothing']), text: z.string(), files: z.int() }),
  /** `new`: nothing there. `replace`: our own untouched export. `refuse`: not ours, or changed since. */
  state: z.enum(['new', 'replace', 'refuse']),
  problem: faultSchema.nullable(),
  /** Names of files that are not ours, at most ten, for the message. */
  foreignFiles: z.array(z.string()),
});
export type ExportTarget = z.infer<typeof exportTargetSchema>;

/** A list of which at most the first hundred are shown. */
function listed<Entry extends z.ZodType>(entry: Entry) {
  return z.object({ count: z.int(), first: z.array(entry) });
}

export const exportPreviewSchema = z.object({
  root: z.string(),
  targets: z.array(exportTargetSchema),
  /** Files of all folders. */
  totalFiles: z.int(),
  /** Distinct files, each written once and linked into the other folders that hold it. */
  distinctFiles: z.int(),
  totalBytes: z.number(),
  freeBytes: z.number().nullable(),
  /** Recordings whose file name is shared or unsafe and which therefore get another one. */
  renamed: z.array(z.object({ original: z.string(), exportedName: z.string() })),
  /** Recordings that are left out because a better-ranked one of the same folder has the same bytes. */
  copiesDropped: listed(z.object({ original: z.string(), copyOf: z.string(), folder: z.string() })),
  /** Originals that are not there, or not as they were scanned. */
  missing: listed(z.object({ path: z.string(), why: z.enum(['missing', 'changed', 'unreadable']) })),
  problems: z.array(faultSchema),
  warnings: z.array(z.string()),
  clipSeconds: z.number(),
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;

export const exportRecordSchema = z.object({
  id: identifierSchema,
  subsetId: identifierSchema.nullable(),
  subsetName: z.string(),
  root: z.string(),
  path: z.string(),
  files: z.int(),
  bytes: z.number(),
  at: z.string(),
});
export type ExportRecord = z.infer<typeof exportRecordSchema>;

/** One exported folder, compared file by file with what Earmark wrote. */
export const verifiedFolderSchema = z.object({
  path: z.string(),
  /** Files that are exactly as they were written. */
  intact: z.int(),
  missing: z.array(z.string()),
  changed: z.array(z.string()),
  foreign: z.array(z.string()),
  /** Why the folder cannot be checked at all: its `subset.json` is gone or was changed. */
  problem: z.string().nullable(),
});
export type VerifiedFolder = z.infer<typeof verifiedFolderSchema>;

export const exportVerificationSchema = z.object({
  path: z.string(),
  isIntact: z.boolean(),
  folders: z.array(verifiedFolderSchema),
  /** Folders that the library exported here and that are gone. */
  missingFolders: z.array(z.string()),
  /** Besides the exported folders; Earmark says nothing about these. */
  beside: z.array(z.string()),
  files: z.int(),
  bytes: z.number(),
});
export type ExportVerification = z.infer<typeof exportVerificationSchema>;
