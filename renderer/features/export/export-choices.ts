import type { ExportMethod, ExportRequestInput } from '../../../electron/contract/exports.ts';

/** What the form holds; `undefined` is what the engine takes by itself. */
export interface ExportChoices {
  readonly layout: string;
  readonly negativeClass: string;
  readonly extent: 'clip' | 'whole';
  readonly clipSeconds: number | undefined;
  readonly clipsPerRecording: number;
  readonly clipConfidence: number;
  readonly padClips: boolean;
  readonly sampleRate: number | undefined;
  readonly mono16: boolean;
  readonly method: ExportMethod;
  /** undefined: all of them. */
  readonly tables: readonly string[] | undefined;
  readonly leaveOutMissing: boolean;
  readonly dropCopies: boolean;
  readonly heardPositives: boolean;
  readonly rejects: boolean;
}

export const firstChoices: ExportChoices = {
  layout: 'study',
  negativeClass: 'Negative',
  extent: 'clip',
  clipSeconds: undefined,
  clipsPerRecording: 1,
  clipConfidence: 0.5,
  padClips: false,
  sampleRate: undefined,
  mono16: false,
  method: 'copy',
  tables: undefined,
  leaveOutMissing: false,
  dropCopies: true,
  heardPositives: false,
  rejects: false,
};

export function requestOf(choices: ExportChoices, subsetIds: readonly number[], root: string): ExportRequestInput {
  const { leaveOutMissing, tables, ...rest } = choices;
  return {
    ...rest,
    subsetIds: [...subsetIds],
    root,
    tables: tables === undefined ? undefined : [...tables],
    missingFiles: leaveOutMissing ? 'leave-out' : 'refuse',
  };
}
