import * as z from 'zod';

/**
 * The closed list of everything that may go wrong in a way we foresaw.
 * A code says what happened; the message that travels with it says what the person can do.
 */
export const errorCodeSchema = z.enum([
  // audio files
  'empty-file',
  'not-audio',
  'no-audio-data',
  'unsupported-format',
  'damaged-file',
  'file-missing',
  'file-unreadable',
  'file-changed',
  'channel-missing',
  'source-offline',
  'scorer-crashed',
  // models
  'model-unreadable',
  'model-unsupported',
  'manifest-invalid',
  'label-unknown',
  // library
  'library-locked',
  'library-newer',
  'library-unreadable',
  // export and sweep
  'subset-empty',
  'export-not-ours',
  'export-inside-source',
  'export-busy',
  'export-failed',
  'sweep-invalid',
  'sweep-folder-missing',
  // anything
  'invalid-input',
  'not-found',
  'not-a-folder',
  'already-exists',
  'confirmation-needed',
  'permission-denied',
  'disk-full',
  'cancelled',
  'unavailable',
  'unexpected',
]);

export type ErrorCode = z.infer<typeof errorCodeSchema>;
