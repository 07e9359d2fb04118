import * as z from 'zod';
import { errorCodeSchema, type ErrorCode } from './error-codes.ts';

export const faultSchema = z.object({
  code: errorCodeSchema,
  /** One or two sentences for a biologist: what happened and what to do. */
  message: z.string(),
  /** The technical cause, for the log and the "details" fold; never needed to act. */
  detail: z.string().optional(),
});

/** An expected failure, as a value. */
export type Fault = z.infer<typeof faultSchema>;

/** What every fallible function returns instead of throwing. */
export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

export function succeed<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

export function fail(code: ErrorCode, message: string, detail?: string): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: detail === undefined ? { code, message } : { code, message, detail } };
}

/** Thrown only where a callback cannot return an outcome (inside a transaction, say); the job runner and rpc turn it back into its fault. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.name = 'FaultError';
    this.fault = fault;
  }
}

/** The value of a success; throws a FaultError otherwise. For CLI and tests, where there is nothing better to do than to stop. */
export function unwrap<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) {
    return outcome.value;
  }
  throw new FaultError(outcome.fault);
}
