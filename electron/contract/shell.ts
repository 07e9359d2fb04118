import * as z from 'zod';

/** What the host can do for the window. The renderer knows nothing else about its host. */
export const capabilitiesSchema = z.object({
  host: z.enum(['electron', 'web']),
  pickFolder: z.boolean(),
  browseFolders: z.boolean(),
  dropPaths: z.boolean(),
  reveal: z.boolean(),
  quit: z.boolean(),
  homeFolder: z.string(),
  /** One line for the person where the host is not the one they would expect. */
  notice: z.string().nullable(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

export const fileKindSchema = z.enum(['model', 'labels', 'training', 'scores', 'sweep']);
/** What a file is chosen for. */
export type FileKind = z.infer<typeof fileKindSchema>;

interface FileKindWords {
  /** Of the dialog that asks for one. */
  readonly title: string;
  readonly name: string;
  readonly extensions: readonly string[];
}

/** How each kind is called, and the endings that its files usually have. */
export const fileKinds: Readonly<Record<FileKind, FileKindWords>> = {
  model: { title: 'Choose a model', name: 'ONNX models', extensions: ['onnx'] },
  labels: { title: 'Choose a label file', name: 'Label files', extensions: ['txt', 'csv', 'tsv'] },
  training: { title: 'Choose training data', name: 'Tables and lists', extensions: ['csv', 'tsv', 'txt'] },
  scores: { title: 'Choose a table of scores', name: 'Tables', extensions: ['csv', 'tsv', 'txt'] },
  sweep: { title: 'Choose a sweep specification', name: 'YAML files', extensions: ['yaml', 'yml'] },
};

/** Whether a file by this name could be of a kind. */
export function isOfKind(fileName: string, kind: FileKind): boolean {
  return fileKinds[kind].extensions.some((extension) => fileName.toLowerCase().endsWith(`.${extension}`));
}

export const folderListingSchema = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  places: z.array(z.object({ name: z.string(), path: z.string() })),
  folders: z.array(z.object({ name: z.string(), path: z.string() })),
  audioFileCount: z.int(),
  /** Files of the kind that was asked for. */
  files: z.array(z.object({ name: z.string(), path: z.string() })),
});
export type FolderListing = z.infer<typeof folderListingSchema>;
