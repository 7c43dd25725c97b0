import { extname, resolve, sep } from 'node:path';

/** File types of a built renderer; nothing else is ever served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** The file that a path of a URL means; null when it leaves the folder or its type is unknown. */
export function fileBelow(root: string, path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  // Backslashes, colons and NULs mean something to file systems and nothing in our file names.
  if (/[\\:\0]/.test(decoded)) return null;
  const file = resolve(root, `.${decoded.startsWith('/') ? decoded : `/${decoded}`}`);
  return file.startsWith(root + sep) && extname(file) in TYPES ? file : null;
}

/** `Content-Type` of a file that {@link fileBelow} allowed. */
export function typeOf(file: string): string {
  return TYPES[extname(file)] ?? 'application/octet-stream';
}

/** Paths without a file ending are places inside the renderer, which its one page shows. */
export function isPlace(path: string): boolean {
  return !/\.\w+$/.test(path);
}
