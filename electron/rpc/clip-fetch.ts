import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { parseOutcome } from './wire.ts';

/** The part of `fetch` that the transports need; tests pass one that adds a cookie. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Where a host serves a clip; relative, so that it is the same under `app://earmark/` and `http://127.0.0.1:…/`. */
export function clipUrl(recordingId: number, fromSeconds: number, toSeconds: number): string {
  return `/clip/${recordingId}?from=${fromSeconds}&to=${toSeconds}`;
}

/** Fetches a clip's bytes. Aborting the signal aborts the reading of the file in the engine. */
export async function fetchClip(fetch: Fetch, url: string, signal: AbortSignal): Promise<Outcome<Uint8Array>> {
  try {
    const response = await fetch(url, { signal });
    if (response.ok) {
      return succeed(new Uint8Array(await response.arrayBuffer()));
    }
    return faultOfResponse(parseOutcome(await response.json().catch(() => null)), response.status);
  } catch (error) {
    return transportFault(error, signal);
  }
}

/** The fault in a response that is not a success, or one that says that the host did not answer as ours does. */
export function faultOfResponse(outcome: Outcome<unknown> | null, status: number): Outcome<never> {
  return outcome?.ok === false
    ? outcome
    : fail('unavailable', 'Earmark gave no usable answer. Reload the window.', `HTTP status ${status}`);
}

/** What a rejected fetch means: cancelled by us, or nobody there. */
export function transportFault(error: unknown, signal: AbortSignal): Outcome<never> {
  return signal.aborted
    ? fail('cancelled', 'This was cancelled.')
    : fail(
        'unavailable',
        'Earmark cannot be reached. Check that it is still running where you started it.',
        String(error),
      );
}
