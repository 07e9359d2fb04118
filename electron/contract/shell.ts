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

export const folderListingSchema = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  places: z.array(z.object({ name: z.string(), path: z.string() })),
  folders: z.array(z.object({ name: z.string(), path: z.string() })),
  audioFileCount: z.int(),
  /** Files that could be a model, for the model picker. */
  modelFiles: z.array(z.object({ name: z.string(), path: z.string() })),
});
export type FolderListing = z.infer<typeof folderListingSchema>;
