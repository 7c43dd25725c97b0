import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { contentSecurityPolicy } from '#main/host/content-security-policy.ts';
import { fileBelow, isPlace, typeOf } from '#main/host/renderer-files.ts';
import { APP_ORIGIN } from '#shared/contract/port-news.ts';

const { protocol: SCHEME_COLON, host: APP_HOST } = new URL(APP_ORIGIN);

/** The product's pages have a scheme and an origin of their own; `file:` would give them the rights of local files. */
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME_COLON.slice(0, -1),
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** Serves the built renderer under {@link APP_ORIGIN}, with the same policy as the Node host. */
export function serveRenderer(protocol: Protocol, rendererDir: string): void {
  const root = resolve(rendererDir);
  protocol.handle(APP_SCHEME.scheme, async (request) => {
    const { host, pathname } = new URL(request.url);
    const file =
      host === APP_HOST && request.method === 'GET'
        ? fileBelow(root, isPlace(pathname) ? '/index.html' : pathname)
        : null;
    const body = file === null ? null : await readFile(file).catch(() => null);
    if (file === null || body === null)
      return new Response('Not found', { status: 404, headers: headersFor('text/plain') });
    return new Response(new Uint8Array(body), { headers: headersFor(typeOf(file)) });
  });
}

function headersFor(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  };
}
