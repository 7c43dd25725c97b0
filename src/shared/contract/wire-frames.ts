/**
 * Control frames of the wire between a window and the backend. They share the wire with oRPC messages, which are
 * JSON objects (first character `{`) or binary, so a short word at the start tells them apart.
 */

/** First frame of every connection, backend to window: which run of the backend answers. */
export function helloFrame(instanceId: string): string {
  return `hello ${instanceId}`;
}

/** The run of the backend that a hello frame names; null when the frame is something else. */
export function readHello(frame: unknown): string | null {
  return typeof frame === 'string' && frame.startsWith('hello ') ? frame.slice('hello '.length) : null;
}

/** Window to backend over a message port, which has no flow control of its own: so many more messages were taken in. */
export function takenFrame(count: number): string {
  return `taken ${count}`;
}

/** The count of a taken frame; null when the frame is something else. */
export function readTaken(frame: unknown): number | null {
  if (typeof frame !== 'string' || !frame.startsWith('taken ')) return null;
  const count = Number(frame.slice('taken '.length));
  return Number.isSafeInteger(count) && count > 0 ? count : null;
}

/** A window reports after so many messages. */
export const TAKEN_EVERY = 32;

/** The backend holds further messages back while so many are unreported. */
export const MAX_UNTAKEN = 256;

/** Close codes of the WebSocket (the application's range starts at 4000). */
export const WIRE_CLOSE = {
  /** The window read too slowly for too long; it may connect again. */
  tooSlow: 4008,
  /** The backend is going down in good order. */
  goingAway: 1001,
} as const;
