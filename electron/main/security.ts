import { app, session, type Session, type WebContents, type WebFrameMain } from 'electron';
import { isAppAddress } from './app-scheme.ts';

/** What the page may do beyond the web's defaults: put text on the clipboard, for "copy path" and "copy YAML". */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Every page, now and later: no new windows, no way out of the app, no permissions. Once, when the app is ready. */
export function secureEverything(): void {
  refusePermissions(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => {
    confine(contents);
  });
}

/** Whether a message comes from our own page in the main frame, and not from something that was loaded into it. */
export function isOwnFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isAppAddress(frame.url);
}

function refusePermissions(target: Session): void {
  target.setPermissionRequestHandler((contents, permission, decide) => {
    decide(grantedPermissions.has(permission) && isAppAddress(contents.getURL()));
  });
  target.setPermissionCheckHandler(
    (_contents, permission, origin) => grantedPermissions.has(permission) && isAppAddress(origin),
  );
  target.setDevicePermissionHandler(() => false);
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', stayInside);
  contents.on('will-frame-navigate', stayInside);
  contents.on('will-redirect', stayInside);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

function stayInside(details: { readonly url: string; preventDefault(): void }): void {
  if (!isAppAddress(details.url)) {
    details.preventDefault();
  }
}
