import type { Transport } from '#main/devices/transports/transport.ts';

export type ClosedReason = Parameters<Parameters<Transport['onClosed']>[0]>[0];

/** Who listens to a path, and whether it is gone: the same for every kind of transport. */
export interface PathEvents {
  readonly onData: Transport['onData'];
  readonly onClosed: Transport['onClosed'];
  received(bytes: Uint8Array): void;
  /** Tells the listeners once; later reasons are the echo of the first. */
  finish(reason: ClosedReason): void;
  closed(): ClosedReason | null;
}

export function createPathEvents(): PathEvents {
  const dataListeners = new Set<(bytes: Uint8Array) => void>();
  const closedListeners = new Set<(reason: ClosedReason) => void>();
  let closed: ClosedReason | null = null;
  return {
    onData(listener) {
      dataListeners.add(listener);
      return () => dataListeners.delete(listener);
    },
    onClosed(listener) {
      closedListeners.add(listener);
      return () => closedListeners.delete(listener);
    },
    received(bytes) {
      for (const listener of dataListeners) listener(bytes);
    },
    finish(reason) {
      if (closed) return;
      closed = reason;
      for (const listener of closedListeners) listener(reason);
      closedListeners.clear();
      dataListeners.clear();
    },
    closed: () => closed,
  };
}
