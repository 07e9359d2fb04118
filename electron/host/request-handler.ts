import type { Outcome } from '../contract/outcome.ts';
import { readBundleFile } from './request-handler-bundle.ts';
import { clipResponse } from './request-handler-clip.ts';
import { contentSecurityPolicy, createNonce, isolationHeaders } from './request-handler-policy.ts';

export interface RequestHandlerOptions {
  /** The built renderer: `dist/renderer`. */
  readonly bundleFolder: string;
  /** A clip's bytes by contract/clip.ts. */
  readonly clip: (
    recordingId: number,
    fromSeconds: number,
    toSeconds: number,
    signal: AbortSignal,
  ) => Promise<Outcome<Uint8Array>>;
  /** A fresh nonce for each page; tests give a known one. */
  readonly nonce?: () => string;
}

export type RequestHandler = (request: Request) => Promise<Response>;

/** The literal in the bundle's index.html that every served page gets its own nonce for. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/**
 * Answers what the page loads by URL, the same under `app://earmark/` and on loopback: the built bundle and clips.
 * Reads only; anything but GET and HEAD is refused. Who may ask at all is the host's business, before this.
 */
export function createRequestHandler(options: RequestHandlerOptions): RequestHandler {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return plainResponse(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
    }
    const url = new URL(request.url);
    const response = url.pathname.startsWith('/clip/')
      ? await clipResponse(url, options.clip, request.signal)
      : await bundleResponse(url.pathname, options);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  };
}

async function bundleResponse(pathname: string, options: RequestHandlerOptions): Promise<Response> {
  const path = pathname === '/' ? '/index.html' : pathname;
  const file = await readBundleFile(options.bundleFolder, path);
  if (file === null) {
    return path === '/index.html'
      ? plainResponse(503, 'Earmark’s window has not been built yet. Stop Earmark and start it again with “npm start”.')
      : plainResponse(404, 'There is nothing here.');
  }
  if (path === '/index.html') {
    return pageResponse(file.bytes, (options.nonce ?? createNonce)());
  }
  return new Response(file.bytes, {
    headers: {
      ...isolationHeaders,
      'content-type': file.contentType,
      // Vite puts a hash of the content into every name below /assets.
      'cache-control': path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

function pageResponse(bytes: Uint8Array, nonce: string): Response {
  const page = new TextDecoder().decode(bytes).replaceAll(NONCE_PLACEHOLDER, nonce);
  return new Response(page, {
    headers: {
      ...isolationHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
    },
  });
}

function plainResponse(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: {
      ...isolationHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}
