/** What a connection needs of a transport: the part of a WebSocket that oRPC's link uses. */
export type ClientWire = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState' | 'close'>;

/** A wire that stands, and the run of the backend that answers on it. */
export interface OpenedWire {
  readonly wire: ClientWire;
  readonly instanceId: string;
}

/**
 * Opens one wire. Rejects when the backend cannot be reached (try again later) or with {@link WireRefused}.
 * The caller aborts the signal when it no longer wants the wire.
 */
export type OpenWire = (signal: AbortSignal) => Promise<OpenedWire>;

/** The backend is there and does not let this window in: its cookie is gone. Trying again does not help. */
export class WireRefused extends Error {
  override readonly name = 'WireRefused';
}
