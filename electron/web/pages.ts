import { isolationHeaders } from '../host/request-handler-policy.ts';
import type { Refusal } from './guard.ts';

const statusOf: Record<Refusal, number> = { 'foreign-host': 421, 'foreign-origin': 403, 'not-signed-in': 401 };

const textOf: Record<Refusal, { readonly title: string; readonly text: string }> = {
  'foreign-host': {
    title: 'This address is not Earmark’s',
    text: 'Earmark answers only at 127.0.0.1 and localhost. Open the address that it printed when it started.',
  },
  'foreign-origin': {
    title: 'Refused',
    text: 'Another page tried to use Earmark. Only Earmark’s own page may do that.',
  },
  'not-signed-in': {
    title: 'Open Earmark with its full address',
    text: 'This browser is not signed in to Earmark. Copy the whole address that Earmark printed in its terminal when it started, with “?token=…” at the end, and open that. Each start of Earmark has a new one.',
  },
};

/** The answer to a request that the guard refused: a page for a person, the JSON of an outcome for a program. */
export function refusalResponse(refusal: Refusal, wantsPage: boolean): Response {
  const { title, text } = textOf[refusal];
  const status = statusOf[refusal];
  if (wantsPage) {
    return page(status, title, `<h1>${title}</h1><p>${text}</p>`);
  }
  return Response.json(
    { ok: false, fault: { code: 'permission-denied', message: `${title}. ${text}` } },
    { status, headers: { ...isolationHeaders, 'cache-control': 'no-store' } },
  );
}

/**
 * Signs the browser in and goes on to the page, without the token in its address.
 * After a link from another site a redirect would arrive without the strict cookie; a page that reloads brings it.
 */
export function signInResponse(setCookie: string, fetchSite: string | undefined): Response {
  const fromElsewhere = fetchSite === 'cross-site' || fetchSite === 'same-site';
  if (fromElsewhere) {
    return page(200, 'Earmark', '<meta http-equiv="refresh" content="0;url=/"><p>Opening Earmark…</p>', setCookie);
  }
  return new Response(null, {
    status: 303,
    headers: { ...isolationHeaders, location: '/', 'set-cookie': setCookie, 'cache-control': 'no-store' },
  });
}

function page(status: number, title: string, body: string, setCookie?: string): Response {
  const style =
    'body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color-scheme:light dark}h1{font-size:1.4rem}';
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style nonce="page">${style}</style>${body}</html>`;
  return new Response(html, {
    status,
    headers: {
      ...isolationHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'nonce-page'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      ...(setCookie === undefined ? {} : { 'set-cookie': setCookie }),
    },
  });
}
