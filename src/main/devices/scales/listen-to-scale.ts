import { hearScale } from '#main/devices/scales/hear-scale.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import type { Timers } from '#main/lib/timers.ts';

export interface ScaleSample {
  /** The last bytes that came, as they came. */
  readonly bytes: Uint8Array;
  /** What the dialect reads in them; empty without one. */
  readonly frames: readonly ScaleFrame[];
}

/** Enough for a dozen frames of any dialect. */
export const SAMPLE_BYTES = 512;
/** A scale that streams does so at least twice a second. */
const LISTEN_MS = 1_200;

/**
 * Listens to a scale for a moment, asking as its dialect asks, and gives the port back.
 * @throws AppError ERR_DEVICE_* when it cannot be opened
 */
export async function listenToScale(
  transport: Transport,
  protocol: ScaleProtocol | null,
  timers: Timers,
): Promise<ScaleSample> {
  let bytes = new Uint8Array(0);
  const [frames = []] = await hearScale({
    transport,
    protocols: protocol ? [protocol] : [],
    timers,
    ms: LISTEN_MS,
    onBytes: (received) => (bytes = lastBytes(bytes, received)),
  });
  return { bytes, frames };
}

/** Keeps what is newest. */
export function lastBytes(before: Uint8Array, received: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(before.length + received.length);
  all.set(before);
  all.set(received, before.length);
  return all.slice(-SAMPLE_BYTES);
}
