import * as z from 'zod';

/** How many scorers work side by side, each with one inference thread. */
export const scorerSettingSchema = z.object({
  /** What the next scoring job will use. */
  count: z.int(),
  /** What fits this machine. */
  suggested: z.int(),
  most: z.int(),
  /** `start`: given when Earmark was started, which no setting changes. */
  origin: z.enum(['suggested', 'library', 'start']),
});
export type ScorerSetting = z.infer<typeof scorerSettingSchema>;

export const mostScorers = 32;
