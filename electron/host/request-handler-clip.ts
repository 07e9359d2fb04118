import * as z from 'zod';
import type { ErrorCode } from '../contract/error-codes.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import { isolationHeaders } from './request-handler-policy.ts';

type ReadClip = (
  recordingId: number,
  fromSeconds: number,
  toSeconds: number,
  signal: AbortSignal,
) => Promise<Outcome<Uint8Array>>;

/** `Number('')` is 0, so an absent or empty part has to be refused before it is read as a number. */
const numberText = z
  .string()
  .regex(/^\d+(\.\d+)?(e[+-]?\d+)?$/i)
  .transform(Number);

const clipRequestSchema = z.object({
  recordingId: z
    .string()
    .regex(/^[1-9]\d{0,15}$/)
    .transform(Number),
  from: numberText,
  to: numberText,
});

const statusByCode: Partial<Record<ErrorCode, number>> = {
  'invalid-input': 400,
  'permission-denied': 403,
  'not-found': 404,
  'file-missing': 404,
  cancelled: 499,
  unavailable: 503,
};

/** GET /clip/<recordingId>?from=<seconds>&to=<seconds>: the clip's bytes, or its fault as the JSON of an outcome. */
export async function clipResponse(url: URL, readClip: ReadClip, signal: AbortSignal): Promise<Response> {
  const request = clipRequestSchema.safeParse({
    recordingId: url.pathname.slice('/clip/'.length),
    from: url.searchParams.get('from'),
    to: url.searchParams.get('to'),
  });
  if (!request.success || request.data.to <= request.data.from) {
    return faultResponse(fail('invalid-input', 'A clip needs a recording, a start and a later end, in seconds.'));
  }
  const { recordingId, from, to } = request.data;
  const outcome = await readClip(recordingId, from, to, signal);
  if (!outcome.ok) {
    return faultResponse(outcome);
  }
  return new Response(ownedBytes(outcome.value), {
    headers: { ...isolationHeaders, 'content-type': 'application/octet-stream', 'cache-control': 'no-store' },
  });
}

/** A fault as an HTTP answer: its code decides the status, its body is the outcome. */
export function faultResponse(outcome: Extract<Outcome<never>, { ok: false }>): Response {
  return Response.json(outcome, {
    status: statusByCode[outcome.fault.code] ?? 500,
    headers: { ...isolationHeaders, 'cache-control': 'no-store' },
  });
}

/** `Response` takes no view of a SharedArrayBuffer, which the type of an outcome's bytes allows. */
function ownedBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
