import { basename } from 'node:path';
import type { Fault } from '../../../contract/outcome.ts';
import { folderProblem, inferPurpose } from '../../subsets/folder-words.ts';
import { rejectsFolder, type Layout } from './layout.ts';

/**
 * The path that a sweep's YAML would name: from `AudioData` on, where the root has such a part; the packager reads the
 * words of all of it (field guide §1.6).
 */
function pathInSweep(root: string, folder: string): string {
  const parts = root.split(/[\\/]/u);
  const start = parts.lastIndexOf('AudioData');
  return start === -1 ? folder : [...parts.slice(start + 1), folder].join('/');
}

function rootProblem(root: string, folder: string): Fault | null {
  const whole = inferPurpose(pathInSweep(root, folder));
  const own = inferPurpose(folder);
  return whole.purpose === own.purpose
    ? null
    : {
        code: 'invalid-input',
        message:
          `The training packager reads the words of the whole path, and “${whole.word ?? ''}” in ${root} would make ` +
          `${whole.purpose}s of “${folder}”. Export to a folder without that word, for example AudioData/curated.`,
      };
}

/** The packager takes such a folder for positives; a person cannot tell. */
function bothWordsProblem(folder: string): Fault | null {
  const { word } = inferPurpose(folder);
  const other = inferPurpose(folder.toLowerCase().replaceAll(word ?? ' ', ' '));
  return word === null || other.word === null || other.purpose === inferPurpose(folder).purpose
    ? null
    : {
        code: 'invalid-input',
        message: `The folder “${folder}” holds “${word}” and “${other.word}” at once. Leave one of the two out.`,
      };
}

/** The folders of the study: the packager decides by words in the path what a folder holds. */
export const studyLayout: Layout = {
  id: 'study',
  label: 'AudioData/curated, as in the study',
  description: 'A folder for each subset, such as bestLowQuality/small and hardNeg/hardneg_conf_min_85.',
  hasClassFolders: false,
  takesRejects: true,
  folderOf: ({ folder }) => folder,
  problem: (folder, { settings, origin }, { root }) =>
    origin === 'rejects'
      ? null
      : (folderProblem(folder, settings.purpose) ?? bothWordsProblem(folder) ?? rootProblem(root, folder)),
  seenAs: (folder, purpose, { root }) => {
    if (folder.startsWith(`${rejectsFolder}/`)) {
      return {
        sees: 'nothing',
        text: `not named in any sweep; ${basename(folder)} is for listening only`,
        warning: null,
      };
    }
    const { purpose: seen, word } = inferPurpose(pathInSweep(root, folder));
    const warning =
      word === null && purpose === 'negative'
        ? `The name “${folder}” does not say what it holds; the training packager takes it for negatives.`
        : null;
    return { sees: seen, text: word === null ? `${seen}s (no word in the path)` : `${seen}s (“${word}”)`, warning };
  },
};
