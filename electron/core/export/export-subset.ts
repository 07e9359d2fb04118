import type { Quality, Role, Verdict } from '../../contract/identifiers.ts';
import type { SelectionSettings, SubsetRule, TierCounts } from '../../contract/subsets.ts';
import type { Reading } from '../scoring/confidence.ts';

export interface ScoredWindow {
  readonly fromSeconds: number;
  readonly raw: number;
  readonly confidence: number;
}

/** A recording of a subset, with everything that its export and its manifest row need. */
export interface ExportMember {
  readonly recordingId: number;
  /** Place in the whole ranking, from 1. */
  readonly rank: number;
  readonly sourceName: string;
  readonly recorder: string | null;
  /** By its name, a manifest or its source. */
  readonly role: Role;
  readonly quality: Quality | null;
  readonly callType: string | null;
  readonly site: string | null;
  readonly relativePath: string;
  readonly fileName: string;
  readonly absolutePath: string;
  /** Size and modification time as the library knows them: a file that differs now is not exported. */
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** The file is a sound WAV, so that a whole export may copy it; otherwise it is decoded and written as WAV. */
  readonly copyable: boolean;
  readonly sampleRate: number | null;
  readonly channels: number | null;
  /** Which one its source takes, counted from 1; null: the mean of all. */
  readonly channel: number | null;
  /** What the model heard: `mix` or a channel; null where it heard nothing, or scores came from elsewhere. */
  readonly scoredChannel: string | null;
  readonly bitsPerSample: number | null;
  /** Of the whole file; null where it has not been hashed yet. */
  readonly sha256: string | null;
  readonly durationSeconds: number | null;
  readonly recordedAt: string | null;
  readonly raw: number | null;
  readonly confidence: number | null;
  readonly bestFromSeconds: number | null;
  /** The middle of what the model heard around its best window; null: the middle of that window. */
  readonly focusSeconds: number | null;
  readonly bestToSeconds: number | null;
  /** Windows for further clips, best first, those of too low a confidence left out; empty where one clip is wanted. */
  readonly windows: readonly ScoredWindow[];
  readonly verdict: Verdict | null;
  readonly reviewer: string | null;
  readonly note: string | null;
}

/** A subset as it is exported: its rule and what was decided, and its members in rank order. */
export interface ExportSubset {
  /** null where it is not one of the library's subsets, but what reviewing found beside them. */
  readonly subsetId: number | null;
  /** `heard`: the label was heard in them, in negative subsets. `rejects`: rejected, for inspection only. */
  readonly origin: 'subset' | 'heard' | 'rejects';
  readonly name: string;
  readonly family: string;
  /** Below the export root, with forward slashes. */
  readonly folder: string;
  readonly rule: SubsetRule | null;
  readonly settings: SelectionSettings;
  readonly counts: TierCounts;
  readonly createdAt: string;
  /** `reading`: how the confidence in it was reckoned from raw scores. */
  readonly run: { readonly id: number; readonly name: string; readonly reading: Reading };
  readonly model: { readonly name: string; readonly sha256: string };
  readonly reviewers: readonly string[];
  readonly members: readonly ExportMember[];
}
