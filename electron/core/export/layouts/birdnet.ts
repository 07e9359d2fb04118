import { safeStem } from '../safe-file-name.ts';
import { rejectsFolder, type Layout } from './layout.ts';

/** Class folders that BirdNET-Analyzer takes for "no event" (field guide §5.1); `Negative` is not among them. */
const nonEvents: ReadonlySet<string> = new Set(['noise', 'other', 'background', 'silence']);

function isNonEvent(folder: string): boolean {
  return nonEvents.has(folder.toLowerCase());
}

/** What BirdNET-Analyzer reads in a folder's name besides a label. */
function nameProblem(folder: string): string | null {
  if (folder.startsWith('-')) {
    return `BirdNET-Analyzer takes the folder “${folder}” for an explicit negative, because it begins with “-”. Rename the label.`;
  }
  return folder.includes(',')
    ? `BirdNET-Analyzer takes the folder “${folder}” for several labels, because it holds a comma. Rename the label.`
    : null;
}

/** The folder that `birdnet_analyzer.train` is given: one folder for each class. */
export const birdnetLayout: Layout = {
  id: 'birdnet',
  label: 'BirdNET-Analyzer training folders',
  description: 'One folder for each class: the label for the positives, one more for the negatives.',
  hasClassFolders: true,
  takesRejects: false,
  folderOf: ({ settings, origin }, { negativeClass }) =>
    origin === 'rejects' ? rejectsFolder : safeStem(settings.purpose === 'positive' ? settings.label : negativeClass),
  problem: (folder, { settings, origin }) => {
    if (origin === 'rejects') {
      const message = 'BirdNET-Analyzer takes every folder for a class. Export the rejects in another layout.';
      return { code: 'invalid-input', message };
    }
    const reason = nameProblem(folder);
    if (reason !== null) {
      return { code: 'invalid-input', message: reason };
    }
    return settings.purpose === 'positive' && isNonEvent(folder)
      ? {
          code: 'invalid-input',
          message: `BirdNET-Analyzer takes a folder of the name “${folder}” for sound without an event. Rename the label.`,
        }
      : null;
  },
  seenAs: (folder, purpose) => {
    if (isNonEvent(folder)) {
      return { sees: 'negative', text: 'sound without an event: no output of its own', warning: null };
    }
    const text = `a class of its own, “${folder}”`;
    const warning =
      purpose === 'negative'
        ? `BirdNET-Analyzer trains “${folder}” as a class of its own, as the study did. Name the folder Noise, Other, Background or Silence to have it taken for sound without an event.`
        : null;
    return { sees: 'class', text, warning };
  },
};
