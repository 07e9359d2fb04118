import type { Purpose } from '../../contract/identifiers.ts';
import type { Fault } from '../../contract/outcome.ts';

const positiveWords = ['positive', 'bestlow', 'curated_pos'] as const;
const negativeWords = ['negative', 'hardneg', 'curated_neg'] as const;

/** What the study's training packager makes of a folder: its side, and the word that decided (null: none, so negative). */
export interface InferredPurpose {
  readonly purpose: Purpose;
  readonly word: string | null;
}

/** The packager's own inference (field guide §1.6): positive words win over negative ones, no word means negative. */
export function inferPurpose(pathText: string): InferredPurpose {
  const text = pathText.toLowerCase();
  const positiveWord = positiveWords.find((word) => text.includes(word));
  if (positiveWord !== undefined) {
    return { purpose: 'positive', word: positiveWord };
  }
  return { purpose: 'negative', word: negativeWords.find((word) => text.includes(word)) ?? null };
}

/** What no folder name may hold on Windows, control characters included. */
const forbiddenCharacter = /[<>:"|?*\u0000-\u001f]/u;
const reservedName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

function invalid(message: string): Fault {
  return { code: 'invalid-input', message };
}

function segmentProblem(folder: string, segment: string): Fault | null {
  if (segment === '' || segment === '.' || segment === '..') {
    return invalid(`The folder “${folder}” must be a path below the export folder, such as bestLowQuality/small.`);
  }
  if (forbiddenCharacter.test(segment)) {
    return invalid(`The folder “${folder}” contains a character that Windows forbids. Leave out < > : " | ? and *.`);
  }
  if (/[. ]$/u.test(segment) || segment.startsWith(' ')) {
    return invalid(`In the folder “${folder}” a name begins with a blank or ends with a blank or a full stop.`);
  }
  return reservedName.test(segment)
    ? invalid(`The folder “${folder}” uses the name ${segment}, which Windows reserves.`)
    : null;
}

function wordProblem(folder: string, purpose: Purpose): Fault | null {
  const inferred = inferPurpose(folder);
  if (inferred.purpose === purpose) {
    return null;
  }
  return purpose === 'positive'
    ? invalid(
        `The training packager would take “${folder}” for negatives and drop it without a word. ` +
          'Put “positive”, “bestlow” or “curated_pos” into the name of a positive subset’s folder.',
      )
    : invalid(
        `The training packager would take “${folder}” for positives, because it contains “${inferred.word ?? ''}”, ` +
          'and drop it without a word. Leave “positive”, “bestlow” and “curated_pos” out of a negative subset’s folder.',
      );
}

/**
 * Why a tier cannot be exported to this folder, or null. The folder is relative to the export root, with forward
 * slashes; its words must make the study's training packager see the purpose that the subset has (field guide §1.6).
 */
export function folderProblem(folder: string, purpose: Purpose): Fault | null {
  if (folder.includes('\\')) {
    return invalid(`Write the folder “${folder}” with forward slashes: back slashes are not found on Linux.`);
  }
  for (const segment of folder.split('/')) {
    const problem = segmentProblem(folder, segment);
    if (problem !== null) {
      return problem;
    }
  }
  return wordProblem(folder, purpose);
}

/** Why these tier folders cannot stand beside each other, or null: two are the same, or one lies inside another. */
export function foldersProblem(folders: readonly string[]): Fault | null {
  const keys = folders.map((folder) => folder.normalize('NFC').toLowerCase());
  for (const [index, key] of keys.entries()) {
    const other = keys.findIndex((candidate, place) => place !== index && `${key}/`.startsWith(`${candidate}/`));
    if (other !== -1) {
      return key === keys[other]
        ? invalid(`Two subsets would be written to the folder “${folders[index] ?? ''}”. Give each its own folder.`)
        : invalid(
            `The folder “${folders[index] ?? ''}” lies inside “${folders[other] ?? ''}”, another subset’s folder.`,
          );
    }
  }
  return null;
}
