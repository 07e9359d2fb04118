import type { ExportTarget } from '../../../contract/exports.ts';
import type { Purpose } from '../../../contract/identifiers.ts';
import type { Fault } from '../../../contract/outcome.ts';
import type { ExportSubset } from '../export-subset.ts';

export interface LayoutContext {
  /** Absolute path of the export root. */
  readonly root: string;
  readonly negativeClass: string;
}

/** One way to lay subsets out in folders; describes itself, so that no form needs to know it. */
export interface Layout {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Whether a folder is a class that takes all subsets of one purpose, each recording once. */
  readonly hasClassFolders: boolean;
  /** Whether a folder of rejects can stand beside the others without being taken for one of them. */
  readonly takesRejects: boolean;
  /** Folder of a subset below the root, with forward slashes. Subsets of one folder are merged. */
  folderOf(subset: ExportSubset, context: LayoutContext): string;
  /** Why this layout cannot hold a subset in its folder, or null. */
  problem(folder: string, subset: ExportSubset, context: LayoutContext): Fault | null;
  /** What the trainer that this layout is for makes of a folder. */
  seenAs(folder: string, purpose: Purpose | null, context: LayoutContext): SeenAs;
}

export interface SeenAs {
  readonly sees: ExportTarget['trainer']['sees'];
  readonly text: string;
  /** What the person should know of it; null where all is as it should be. */
  readonly warning: string | null;
}

/** Where rejects go: a name without any word that a trainer reads. */
export const rejectsFolder = 'not_for_training';
