import type { IncomingMessage } from 'node:http';

/** Where this host answers, e.g. host `127.0.0.1:41873`, origin `http://127.0.0.1:41873`. */
export interface OwnAddress {
  readonly host: string;
  readonly origin: string;
}

/**
 * Whether a request was meant for this host by a page of this host.
 *
 * - `Host` must be the very address: a foreign name that resolves to 127.0.0.1 (DNS rebinding) is refused.
 * - Whatever can change something must not come from another origin (cross-site request forgery). Browsers send `Origin`
 *   with such requests; scripts send neither `Origin` nor `Sec-Fetch-Site` and need a token anyway.
 */
export function isMeantForUs(request: IncomingMessage, own: OwnAddress): boolean {
  if (request.headers.host !== own.host) return false;
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  const { origin } = request.headers;
  return (origin === undefined || origin === own.origin) && comesFromHere(request);
}

/** Whether a person opens this host under the name that no foreign page can make its own; the page is led to the address then. */
export function isTypedAsLocalhost(request: IncomingMessage, own: OwnAddress): boolean {
  const { host } = request.headers;
  return request.method === 'GET' && host === own.host.replace(/^127\.0\.0\.1/, 'localhost') && comesFromHere(request);
}

/** Whether a WebSocket upgrade comes from a page of this host. Browsers always send `Origin` there, so its absence is refused too. */
export function isOwnUpgrade(request: IncomingMessage, own: OwnAddress): boolean {
  return request.headers.host === own.host && request.headers.origin === own.origin && comesFromHere(request);
}

/** False when the browser says that a page of another site or origin made the request; true for typed addresses and for scripts. */
export function comesFromHere(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'none' || site === 'same-origin';
}
