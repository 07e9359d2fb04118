import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

const rememberedSchema = z.object({
  folder: z.string().optional(),
  modelFolder: z.string().optional(),
  trainingFolder: z.string().optional(),
});
export type Remembered = z.infer<typeof rememberedSchema>;

/** Small things that the shell keeps between starts, in one JSON file. Losing them is no harm. */
export interface Memory {
  read(): Remembered;
  remember(change: Remembered): void;
}

export function createMemory(path: string): Memory {
  const read = (): Remembered => {
    try {
      return rememberedSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return {};
    }
  };
  return {
    read,
    remember: (change) => {
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, JSON.stringify({ ...read(), ...change }));
      } catch {
        // The next dialog then starts where the system likes: not worth a word to the person.
      }
    },
  };
}
