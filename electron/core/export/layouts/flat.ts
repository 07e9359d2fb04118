import { rejectsFolder, type Layout } from './layout.ts';

/** All files in one folder, for people who sort by the manifest. */
export const flatLayout: Layout = {
  id: 'flat',
  label: 'One folder',
  description: 'All recordings in the folder “recordings”; the manifest says which subsets hold each.',
  hasClassFolders: false,
  takesRejects: true,
  folderOf: ({ origin, folder }) => (origin === 'rejects' ? folder : 'recordings'),
  problem: () => null,
  seenAs: (folder, purpose) =>
    folder.startsWith(`${rejectsFolder}/`)
      ? { sees: 'nothing', text: 'for listening only', warning: null }
      : {
          sees: 'nothing',
          text: 'sorted by the manifest',
          warning:
            purpose === null ? 'Positives and negatives lie in one folder; only the manifest tells them apart.' : null,
        },
};
