import { protocol } from 'electron';
import type { RequestHandler } from '../host/request-handler.ts';

/** The page's own origin; everything it loads by URL is below it. */
export const APP_ORIGIN = 'app://earmark';

/** Must run once, before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** Answers `app://earmark/…` with the handler that the loopback host uses too; other hosts of the scheme are nobody. */
export function serveAppScheme(handle: RequestHandler): void {
  protocol.handle('app', (request) =>
    new URL(request.url).host === new URL(APP_ORIGIN).host
      ? handle(request)
      : new Response('There is nothing here.', { status: 404 }),
  );
}

/** Whether an address is one of the page's own. */
export function isAppAddress(address: string): boolean {
  return address === APP_ORIGIN || address.startsWith(`${APP_ORIGIN}/`);
}
