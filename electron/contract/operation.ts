import * as z from 'zod';

/** Declares one operation; client, dispatcher, both transports and the contract test derive from it. */
export function operation<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output } as const;
}

export const nothing = z.object({});
