import * as z from 'zod';

/** Row identifiers of the library. All are positive integers given by SQLite. */
export const identifierSchema = z.int().positive();

export const roleSchema = z.enum(['positive', 'negative', 'unlabelled']);
export type Role = z.infer<typeof roleSchema>;

export const qualitySchema = z.enum(['high', 'medium', 'low']);
export type Quality = z.infer<typeof qualitySchema>;

export const verdictSchema = z.enum(['present', 'absent', 'unsure']);
/** What a person heard of the target label in a recording (a finding's content). */
export type Verdict = z.infer<typeof verdictSchema>;

export const purposeSchema = z.enum(['positive', 'negative']);
/** Which side a subset trains: it turns findings into decisions. */
export type Purpose = z.infer<typeof purposeSchema>;
