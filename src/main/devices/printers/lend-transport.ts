import type { Transport } from '#main/devices/transports/transport.ts';

/** An open transport for somebody else's use: opening does nothing, closing leaves the line to its owner. */
export function lendTransport(owned: Transport): Transport {
  return {
    description: owned.description,
    open: () => Promise.resolve(),
    send: (bytes, onProgress, ticket) => owned.send(bytes, onProgress, ticket),
    ...(owned.keeper && { keeper: owned.keeper }),
    ...(owned.portStatus && { portStatus: owned.portStatus }),
    onData: (listener) => owned.onData(listener),
    onClosed: (listener) => owned.onClosed(listener),
    close: () => Promise.resolve(),
  };
}
