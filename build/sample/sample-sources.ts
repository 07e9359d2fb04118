import type { SourceAttributes } from '../../electron/contract/sources.ts';

export type SampleSourceName = 'positive-low-quality' | 'negative-field' | 'unlabelled-night';

/** One of the three recorders, with what a person would enter when dropping its folder. */
export interface SampleSource extends Omit<SourceAttributes, 'channel'> {
  readonly folder: SampleSourceName;
  /** Sixteen hex digits, as AudioMoth writes them into headers. */
  readonly serial: string;
}

export const sampleSources: readonly SampleSource[] = [
  {
    folder: 'positive-low-quality',
    serial: '24A11C085F2501AA',
    role: 'positive',
    quality: 'low',
    site: 'ASU',
    recorder: '02',
    timeZone: null,
  },
  {
    folder: 'negative-field',
    serial: '24A11C085F2509BB',
    role: 'negative',
    quality: null,
    site: 'PND',
    recorder: '09',
    timeZone: null,
  },
  {
    folder: 'unlabelled-night',
    serial: '24A11C085F2510CC',
    role: 'unlabelled',
    quality: null,
    site: 'CRK',
    recorder: '10',
    timeZone: null,
  },
];

export function sampleSource(folder: SampleSourceName): SampleSource {
  const source = sampleSources.find((candidate) => candidate.folder === folder);
  if (source === undefined) {
    throw new RangeError(`There is no sample source named ${folder}.`);
  }
  return source;
}
