/**
 * Policy of the product's pages: everything comes from the product itself, nothing from the network, no inline script.
 * `'unsafe-inline'` for styles alone, because the component library writes its style sheets at run time.
 *
 * @param connectTo further address that the page talks to: the WebSocket of the Node host
 */
export function contentSecurityPolicy(connectTo = ''): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data:",
    `connect-src 'self' ${connectTo}`.trim(),
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
