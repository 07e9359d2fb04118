import * as z from 'zod';

/** The seed of a draw; 32 bits, because that is what is mixed. */
export const seedSchema = z.int().min(0).max(0xffff_ffff).default(1).meta({ title: 'Seed', step: 1 });
