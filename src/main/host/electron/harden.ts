import type { App, Session, WebContents } from 'electron';

/** Copying a number to the clipboard is all that a page may ask of the operating system. */
const PERMITTED = new Set(['clipboard-sanitized-write']);

/**
 * Closes what the product never needs: other pages, further windows, webviews, permissions, devices, downloads from
 * elsewhere, and the network. Whatever a compromised page tries, it stays on its own origin and talks to its port alone.
 *
 * @param origins the product's own, and the development server while it runs
 */
export function harden(app: App, session: Session, origins: readonly string[]): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, origins));
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(PERMITTED.has(permission) && isOwn(contents.getURL(), origins)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => PERMITTED.has(permission) && isOwn(origin, origins),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!isMadeByPage(item.getURL(), origins)) event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isHarmless(details.url, origins) }));
}

function hardenContents(contents: WebContents, origins: readonly string[]): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOwn(event.url, origins)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwn(event.url, origins)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Whether a URL belongs to the product. Compared as origins: prefixes lie (`packbench://app.evil`). */
export function isOwn(url: string, origins: readonly string[]): boolean {
  try {
    const { protocol, host } = new URL(url);
    return origins.includes(`${protocol}//${host}`);
  } catch {
    return false;
  }
}

/** What the page itself put together, such as the sheet with the recovery key; Electron asks the person where it goes. */
function isMadeByPage(url: string, origins: readonly string[]): boolean {
  return url.startsWith('blob:') && isOwn(url.slice('blob:'.length), origins);
}

/** The product's own files, its development socket, and what a page makes itself. */
function isHarmless(url: string, origins: readonly string[]): boolean {
  if (/^(data|blob|devtools):/.test(url)) return true;
  return isOwn(url, origins) || isOwn(url.replace(/^ws/, 'http'), origins);
}
