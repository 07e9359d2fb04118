/** Where exported subsets lie for the trainer, and how its files name them. */
export interface SubsetPlace {
  /** The folder that the trainer calls AudioData. */
  readonly audioRoot: string;
  /** What stands before an exported folder's own name; empty where nothing does. */
  readonly prefix: string;
  /** What the person has to know or do, null where nothing. */
  readonly note: string | null;
}

const audioFolder = 'AudioData';

function segmentsOf(path: string): string[] {
  return path.replaceAll('\\', '/').replace(/\/+$/u, '').split('/');
}

function elsewhere(audioRoot: string): string {
  return (
    `The trainer's base.yaml says audio_root: ${audioFolder}, as the study's generator always writes it. ` +
    `Link ${audioFolder} in the trainer's folder to ${audioRoot}, or change that line.`
  );
}

function inferred(exportRoot: string): SubsetPlace {
  const segments = segmentsOf(exportRoot);
  const start = segments.lastIndexOf(audioFolder);
  if (start !== -1) {
    return {
      audioRoot: exportRoot.slice(0, segments.slice(0, start + 1).join('/').length),
      prefix: segments.slice(start).join('/'),
      note: null,
    };
  }
  return {
    audioRoot: exportRoot,
    prefix: '',
    note: `No folder of this path is called ${audioFolder}, so the subsets are named relative to ${exportRoot}. ${elsewhere(exportRoot)}`,
  };
}

/**
 * Where the subsets under an export root lie for the trainer. Their names are relative to its audio root: the one given,
 * else the last `AudioData` folder of the path, else the export root itself.
 */
export function subsetPlace(exportRoot: string, audioRoot?: string): SubsetPlace {
  if (audioRoot === undefined) {
    return inferred(exportRoot);
  }
  const root = segmentsOf(audioRoot);
  const segments = segmentsOf(exportRoot);
  if (!root.every((segment, index) => segment === segments[index])) {
    return {
      audioRoot,
      prefix: segments.join('/'),
      note: `The subsets do not lie below ${audioRoot}, so they are named by their whole path, which other machines do not have.`,
    };
  }
  const below = segments.slice(root.length);
  const isNamedSo = root.at(-1) === audioFolder;
  return {
    audioRoot,
    prefix: [...(isNamedSo ? [audioFolder] : []), ...below].join('/'),
    note: isNamedSo ? null : elsewhere(audioRoot),
  };
}
