import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The two secrets of one host: the token in the start URL, and the cookie it is exchanged for. */
export interface Session {
  readonly token: string;
  /** Value of the Set-Cookie header that signs a browser in. */
  readonly setCookie: string;
  isToken(candidate: string | null): boolean;
  /** Whether the Cookie header of a request carries this session. */
  isSignedIn(cookieHeader: string | undefined): boolean;
}

export function createSession(): Session {
  const token = randomBytes(24).toString('base64url');
  const secret = randomBytes(24).toString('base64url');
  // Cookies of 127.0.0.1 are shared by all its ports: a name of its own lets two hosts run side by side.
  const name = `earmark-${randomBytes(4).toString('hex')}`;
  return {
    token,
    setCookie: `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
    isToken: (candidate) => candidate !== null && sameText(candidate, token),
    isSignedIn: (cookieHeader) => sameText(cookieValue(cookieHeader ?? '', name), secret),
  };
}

function cookieValue(header: string, name: string): string {
  const pair = header.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair === undefined ? '' : pair.trim().slice(name.length + 1);
}

/** Hashed first, so that the comparison takes the same time whatever the length. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
