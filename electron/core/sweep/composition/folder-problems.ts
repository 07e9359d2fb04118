import { inferPurpose } from '../../subsets/folder-words.ts';
import type { SweepSpecification } from '../../../contract/sweeps.ts';
import { foldersOfAxis, subsetAxes, subsetAxisNames, type SubsetAxis } from '../subset-axes.ts';
import type { SubsetListing } from './list-subset-folder.ts';

function files(count: number): string {
  return count === 1 ? 'one file' : `${count.toLocaleString('en-US')} files`;
}

/**
 * Why the packager would drop a folder by its name alone, or null: it reads the class from words in the path, and keeps
 * only one class of each axis (field guide §1.6).
 */
export function wordProblem(folder: string, axis: SubsetAxis): string | null {
  const inferred = inferPurpose(folder);
  if (inferred.purpose === subsetAxes[axis]) {
    return null;
  }
  return axis === 'positive_subsets'
    ? `${folder}: the packager takes it for ${inferred.word === null ? 'negatives, because its name says nothing else' : `negatives, because of “${inferred.word}”`}, ` +
        'and drops all of it from positive_subsets without a word. Put “bestlow”, “positive” or “curated_pos” into the path.'
    : `${folder}: the packager takes it for positives, because of “${inferred.word ?? ''}”, which wins over every other word, ` +
        'and drops all of it from negative_subsets without a word. Take that word out of the path.';
}

/** The word problems of every subset folder of a specification. */
export function wordProblems(specification: SweepSpecification): string[] {
  return subsetAxisNames.flatMap((axis) =>
    foldersOfAxis(specification, axis).flatMap((folder) => wordProblem(folder, axis) ?? []),
  );
}

function missingProblem({ folder, path, otherCase }: SubsetListing): string {
  const hint = folder.includes('\\')
    ? ' Its back slashes are part of a name here; write it with forward slashes.'
    : otherCase !== null
      ? ` There is “${otherCase}” beside it: upper and lower case differ.`
      : folder.toLowerCase().includes('hardnet')
        ? ' It says hardnet; the folder is probably spelled hardneg.'
        : '';
  return `${folder}: there is no folder ${path}. The packager skips it with one line in its log and trains without it.${hint}`;
}

function emptyProblem({ folder, path, inSubfolders, otherKinds }: SubsetListing): string {
  const reason =
    inSubfolders > 0
      ? `its ${files(inSubfolders)} lie in folders below, where the packager does not look`
      : otherKinds > 0
        ? `the packager looks for .wav, .mp3 and .flac only, and its ${files(otherKinds)} are of other kinds`
        : 'it holds no audio';
  return `${folder}: ${path} gives nothing: ${reason}. It would train without the subset.`;
}

function upperCaseProblem({ folder, upperCase, names }: SubsetListing): string {
  const share = names.length === 0 ? 'All' : `${upperCase.toLocaleString('en-US')} of`;
  const rest = names.length === 0 ? files(upperCase) : files(upperCase + names.length);
  return `${folder}: ${share} ${rest} end in upper case (.WAV), which the packager does not find on this system. Rename them, or export the subset again.`;
}

/** Why the training would not get what this folder says, or null. */
export function folderProblem(listing: SubsetListing): string | null {
  const { folder, axis, exists, names, broken, upperCase } = listing;
  const byWord = wordProblem(folder, axis);
  if (byWord !== null) {
    return byWord;
  }
  if (!exists) {
    return missingProblem(listing);
  }
  if (upperCase > 0) {
    return upperCaseProblem(listing);
  }
  if (broken > 0) {
    return `${folder}: ${files(broken)} are links that lead nowhere; the packager chooses them and then cannot copy them.`;
  }
  return names.length === 0 ? emptyProblem(listing) : null;
}
