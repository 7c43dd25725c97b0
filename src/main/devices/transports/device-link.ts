import { AppError } from '#shared/errors/app-error.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { SendOutcome, Transport } from '#main/devices/transports/transport.ts';

export interface DeviceLinkOptions {
  /** Makes a fresh transport; called anew for every attempt, because none is ever opened twice. */
  readonly connect: () => Transport;
  readonly timers: Timers;
  readonly onUp: () => void;
  readonly onData: (bytes: Uint8Array) => void;
  /** The path is gone or could not be opened. Comes again after every failed attempt. */
  readonly onDown: (problem: AppError) => void;
}

/** A connection that is kept up: opened, and opened again after an unplug, until it is disposed of. */
export interface DeviceLink {
  send(bytes: Uint8Array): Promise<SendOutcome>;
  /** Drops a connection that is open and silent, in case the device behind it is another one by now. */
  reconnect(): void;
  dispose(): Promise<void>;
}

/** A device that is plugged in again should be back before the operator looks; a port that is missing costs next to nothing to try. */
const RETRY_DELAYS_MS = [250, 500, 1_000, 2_000] as const;
const SLOWEST_RETRY_MS = 2_000;

/** Opens a device for good: for scales and scanners, which speak at any time. */
export function createDeviceLink(options: DeviceLinkOptions): DeviceLink {
  const aborter = new AbortController();
  let transport: Transport | null = null;
  let isUp = false;
  let failures = 0;
  let cancelRetry: () => void = () => undefined;
  // Not at once: whoever makes a link must have it in hand before it calls back.
  let opening = Promise.resolve().then(attempt);

  async function attempt(): Promise<void> {
    if (aborter.signal.aborted) return;
    const fresh = options.connect();
    transport = fresh;
    fresh.onData((bytes) => {
      if (transport === fresh) options.onData(bytes);
    });
    fresh.onClosed((reason) => {
      if (transport === fresh && isUp)
        goDown(new AppError('ERR_DEVICE_OFFLINE', { device: fresh.description, detail: reason.detail }));
    });
    try {
      await fresh.open(aborter.signal);
    } catch (error) {
      if (!aborter.signal.aborted) goDown(asProblem(fresh, error));
      return;
    }
    if (aborter.signal.aborted) return;
    isUp = true;
    failures = 0;
    options.onUp();
  }

  function goDown(problem: AppError): void {
    isUp = false;
    transport = null;
    const delayMs = RETRY_DELAYS_MS[failures] ?? SLOWEST_RETRY_MS;
    failures++;
    cancelRetry = options.timers.after(delayMs, () => {
      opening = attempt();
    });
    options.onDown(problem);
  }

  return {
    async send(bytes) {
      if (!transport || !isUp) return { ok: false, bytesSent: 0, detail: 'not connected' };
      return transport.send(bytes);
    },
    reconnect() {
      const old = transport;
      if (!old || !isUp) return;
      goDown(new AppError('ERR_DEVICE_OFFLINE', { device: old.description, detail: 'silent' }));
      void old.close(0);
    },
    async dispose() {
      aborter.abort();
      cancelRetry();
      isUp = false;
      const last = transport;
      transport = null;
      await opening;
      await last?.close(0);
    },
  };
}

function asProblem(transport: Transport, error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('ERR_DEVICE_OFFLINE', { device: transport.description, detail: String(error) }, { cause: error });
}
