/** Channel between the Electron main process, the preload script and the page. */
export const PORT_CHANNEL = 'packbench:port';

/** Origin of the product's pages in the Electron host. */
export const APP_ORIGIN = 'packbench://app';

/** What the host says about the backend's port; `ready` comes with the port itself. */
export interface PortNews {
  readonly channel: typeof PORT_CHANNEL;
  readonly state: 'ready' | 'lost';
  /** Of `lost`: why no backend can be started for now; left out where one simply ended. */
  readonly code?: string;
}

/** Tells news of the port from the many other messages that a window hears. */
export function isPortNews(value: unknown): value is PortNews {
  return (
    typeof value === 'object' &&
    value !== null &&
    'channel' in value &&
    value.channel === PORT_CHANNEL &&
    'state' in value
  );
}
