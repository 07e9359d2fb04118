import { readFile, realpath } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

/** What a Vite build can contain. Anything else is served as bytes that no browser runs. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

export interface BundleFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** A file of the bundle by its URL path, or null where there is none inside the folder, links followed. */
export async function readBundleFile(bundleFolder: string, urlPath: string): Promise<BundleFile | null> {
  const path = containedPath(bundleFolder, urlPath);
  if (path === null) {
    return null;
  }
  try {
    const [folder, target] = await Promise.all([realpath(bundleFolder), realpath(path)]);
    if (!target.startsWith(folder + sep)) {
      return null;
    }
    const bytes = new Uint8Array(await readFile(target));
    return { bytes, contentType: contentTypes[extname(path).toLowerCase()] ?? 'application/octet-stream' };
  } catch {
    // Missing, a folder, or not ours to read: for the page it is the same.
    return null;
  }
}

/** The absolute path, or null where the URL path leads out of the folder or is no path at all. */
export function containedPath(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) {
    return null;
  }
  const path = resolve(folder, `.${decoded}`);
  return path.startsWith(resolve(folder) + sep) ? path : null;
}
