/** What decides whether a request may pass; nothing of its body. */
export interface GuardedRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** The Sec-Fetch-Site header, which every current browser sends and no page can forge. */
  readonly fetchSite: string | undefined;
  readonly signedIn: boolean;
}

export type Refusal = 'foreign-host' | 'foreign-origin' | 'not-signed-in';

/** Any port: the host may be reached through `ssh -L`, and a rebound name is foreign on every port. */
const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * The loopback host's door. Host is checked against DNS rebinding, Origin and Sec-Fetch-Site against other pages in
 * the same browser, the cookie against other programs and people on the same machine.
 */
export function refusalOf(request: GuardedRequest): Refusal | null {
  if (request.host === undefined || !loopbackHost.test(request.host)) {
    return 'foreign-host';
  }
  if (isForeign(request, `http://${request.host}`)) {
    return 'foreign-origin';
  }
  return request.signedIn ? null : 'not-signed-in';
}

function isForeign(request: GuardedRequest, ownOrigin: string): boolean {
  if (request.origin !== undefined) {
    return request.origin.toLowerCase() !== ownOrigin.toLowerCase();
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return true;
  }
  // A link from elsewhere may open the page, but nothing else may be fetched from there.
  return (
    request.path !== '/' && request.fetchSite !== undefined && !['same-origin', 'none'].includes(request.fetchSite)
  );
}
