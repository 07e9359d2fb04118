import type { ExportMember, ExportSubset } from './export-subset.ts';
import type { PlannedFile } from './plan-files.ts';

/** What writing a file yielded. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly modifiedMs: number;
  /** Where a symbolic link points; absent of real files. */
  readonly link?: string;
}

/** One exported file of a folder: the member with the tier's own score and rank, what was planned and what was written. */
export interface ExportedFile {
  readonly member: ExportMember;
  readonly planned: PlannedFile;
  readonly written: WrittenFile;
  /** The subsets of the folder that hold the recording; the first is the one that the member is of. */
  readonly subsets: readonly ExportSubset[];
}

/** The score that a file stands for: that of its own window where it is a further clip. */
export function scoreOf({ member, planned }: ExportedFile): { raw: number | null; confidence: number | null } {
  const { raw, confidence } = planned.part?.window ?? member;
  return { raw, confidence };
}
