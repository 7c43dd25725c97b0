import { createScalePoller } from '#main/devices/scales/scale-poller.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import { pause } from '#main/lib/pause.ts';
import type { Timers } from '#main/lib/timers.ts';

export interface HearScaleOptions {
  /** Unopened; it is closed again in any case. */
  readonly transport: Transport;
  readonly protocols: readonly ScaleProtocol[];
  readonly timers: Timers;
  readonly ms: number;
  readonly signal?: AbortSignal;
  readonly onBytes?: (bytes: Uint8Array) => void;
}

/**
 * Opens once, lets every dialect ask its question and hear the same bytes for a while, and gives the port back.
 * @returns what each dialect read, in the order of the dialects
 * @throws AppError ERR_DEVICE_* when the device cannot be opened
 */
export async function hearScale(options: HearScaleOptions): Promise<ScaleFrame[][]> {
  const { transport, protocols, timers, ms, signal, onBytes } = options;
  const heard = protocols.map((): ScaleFrame[] => []);
  const pollers = protocols.map((protocol, index) =>
    createScalePoller({
      protocol,
      timers,
      send: (question) => void transport.send(question),
      onFrame: (frame) => heard[index]?.push(frame),
    }),
  );
  try {
    await transport.open(signal);
    transport.onData((bytes) => {
      onBytes?.(bytes);
      pollers.forEach((poller) => poller.receive(bytes));
    });
    pollers.forEach((poller) => poller.start());
    await pause(timers, ms, signal);
  } finally {
    pollers.forEach((poller) => poller.stop());
    await transport.close(0);
  }
  return heard;
}
