import type * as z from 'zod';
import {
  operations,
  type OperationName,
  type OperationOutput,
  type OperationParsedInput,
} from '../contract/operations.ts';
import { fail, FaultError, type Fault, type Outcome } from '../contract/outcome.ts';
import type { Log } from './log.ts';

export interface CallContext {
  /** Aborts when the caller no longer wants the answer. */
  readonly signal: AbortSignal;
}

type Answer<Value> = Promise<Outcome<Value>> | Outcome<Value>;

/** One function for every operation in `Name`; what is forgotten or misspelt does not compile. */
export type Handlers<Name extends OperationName> = {
  readonly [Key in Name]: (input: OperationParsedInput<Key>, context: CallContext) => Answer<OperationOutput<Key>>;
};

/** Answers one call. Never rejects. */
export type Dispatch = (operation: string, input: unknown, signal: AbortSignal) => Promise<Outcome<unknown>>;

export interface DispatcherOptions {
  readonly log: Log;
  /** Checks every answer against the contract too. For tests: inside one program the compiler has done it. */
  readonly validateOutput?: boolean;
  /** The fault of an error that is foreseen wherever it comes from (a full disk); null of any other. */
  readonly knownFault?: (error: unknown) => Fault | null;
}

/** A handler whose operation is only known at run time; its input has been parsed by that operation's own schema. */
type AnyHandler = (input: unknown, context: CallContext) => Answer<unknown>;

/**
 * Binds handlers to their operations. An operation that has none answers 'not-found', input that the contract refuses
 * 'invalid-input', a FaultError its fault, and anything else thrown 'unexpected' with the id under which it was logged.
 */
export function createDispatcher<Name extends OperationName>(
  handlers: Handlers<Name>,
  options: DispatcherOptions,
): Dispatch {
  return async (operation, input, signal) => {
    if (!isOperation(operation) || !Object.hasOwn(handlers, operation)) {
      return fail(
        'not-found',
        `Earmark has no operation “${operation}”. The window and the engine may be of two versions; restart Earmark.`,
      );
    }
    const parsed = operations[operation].input.safeParse(input);
    if (!parsed.success) {
      return fail('invalid-input', `Earmark could not use this request: ${describeIssues(parsed.error)}.`, operation);
    }
    const handler = (handlers as unknown as Record<string, AnyHandler>)[operation];
    try {
      const outcome = await handler?.(parsed.data, { signal });
      return options.validateOutput === true ? checkOutput(operation, outcome) : (outcome as Outcome<unknown>);
    } catch (error) {
      const known = error instanceof FaultError ? error.fault : (options.knownFault?.(error) ?? null);
      return known === null ? unforeseen(error, { operation, signal, log: options.log }) : { ok: false, fault: known };
    }
  };
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

function checkOutput(operation: OperationName, outcome: Outcome<unknown> | undefined): Outcome<unknown> {
  if (outcome?.ok !== true) {
    return outcome ?? fail('unexpected', `The handler of ${operation} returned nothing.`);
  }
  const checked = operations[operation].output.safeParse(outcome.value);
  return checked.success
    ? outcome
    : fail('unexpected', `The answer to ${operation} breaks the contract: ${describeIssues(checked.error)}`);
}

function unforeseen(
  error: unknown,
  context: { readonly operation: string; readonly signal: AbortSignal; readonly log: Log },
): Outcome<never> {
  if (context.signal.aborted) {
    return fail('cancelled', 'This was cancelled.');
  }
  const id = crypto.randomUUID().slice(0, 8);
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.log('error', `${context.operation} failed unexpectedly`, { id, operation: context.operation, error: detail });
  return fail(
    'unexpected',
    `Something went wrong that Earmark did not foresee. Try again; if it happens again, report it with the number ${id} and the log.`,
    error instanceof Error ? error.message : String(error),
  );
}

function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`))
    .join('; ');
}
