import type { Clock } from '#core/kernel/clock.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { Timers } from '#main/lib/timers.ts';
import { isGarbage } from '#main/devices/scales/protocols/scale-frames.ts';
import { createScalePoller } from '#main/devices/scales/scale-poller.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import { createDeviceLink } from '#main/devices/transports/device-link.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

export interface ScaleReaderOptions {
  readonly protocol: ScaleProtocol;
  /** Makes a fresh transport to the scale. */
  readonly connect: () => Transport;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Every frame as it comes, faults included: food for the weight gate. */
  readonly onFrame?: (frame: ScaleFrame, atMs: UtcMs) => void;
  /** Everything that came, before it is read. */
  readonly onBytes?: (bytes: Uint8Array) => void;
  /** The status changed. */
  readonly onStatus?: (snapshot: ScaleSnapshot) => void;
}

export type ScaleStatus = 'connecting' | 'online' | 'offline' | 'wrong_settings';

export interface ScaleSnapshot {
  readonly status: ScaleStatus;
  /** Since when the status stands. */
  readonly sinceMs: UtcMs;
  /** What the scale says now; null unless online. An old value is never shown as live. */
  readonly frame: ScaleFrame | null;
  readonly ageMs: number | null;
  /** Why there is no reading: ERR_DEVICE_PORT_MISSING, _PORT_BUSY, _OFFLINE, ERR_SCALE_STALE, ERR_SCALE_SETTINGS. */
  readonly problem: { readonly code: ErrorCode; readonly data: ErrorData } | null;
}

/** Keeps one configured scale connected for as long as the workstation runs. */
export interface ScaleReader {
  snapshot(): ScaleSnapshot;
  /** Stops polling, closes the port, forgets all listeners. */
  dispose(): Promise<void>;
}

/** A scale that has said nothing for so long is offline (devices.md, section 9.2, rule 6). */
const SILENT_AFTER_MS = 2_000;
/** An open port without a word for so long is opened anew: some unplugs go unnoticed. */
const REOPEN_AFTER_MS = 10_000;
const CHECK_EVERY_MS = 250;
/** More unreadable bytes than a few disturbed characters explain. */
const GARBAGE_BYTES = 24;

/** Starts reading at once; see {@link ScaleReader}. Reconnects by itself after an unplug. */
export function createScaleReader(options: ScaleReaderOptions): ScaleReader {
  const { clock, timers, protocol } = options;
  let status: ScaleStatus = 'connecting';
  let sinceMs = clock.nowMs();
  let problem: ScaleSnapshot['problem'] = null;
  let last: { readonly frame: ScaleFrame; readonly atMs: UtcMs } | null = null;
  let upSinceMs: UtcMs | null = null;
  /** Received since the last readable frame. */
  let garbageBytes = 0;

  const link = createDeviceLink({
    connect: options.connect,
    timers,
    onUp() {
      upSinceMs = clock.nowMs();
      garbageBytes = 0;
      poller.start();
    },
    onData(bytes) {
      garbageBytes += bytes.length;
      options.onBytes?.(bytes);
      poller.receive(bytes);
    },
    onDown(error) {
      upSinceMs = null;
      poller.stop();
      setStatus('offline', { code: error.code, data: error.data });
    },
  });
  const poller = createScalePoller({ protocol, timers, send: (bytes) => void link.send(bytes), onFrame: takeFrame });
  let cancelCheck = timers.after(CHECK_EVERY_MS, check);

  function takeFrame(frame: ScaleFrame): void {
    const atMs = clock.nowMs();
    if (!isGarbage(frame)) {
      last = { frame, atMs };
      garbageBytes = 0;
      setStatus('online', null);
    }
    options.onFrame?.(frame, atMs);
  }

  function check(): void {
    cancelCheck = timers.after(CHECK_EVERY_MS, check);
    if (upSinceMs === null) return;
    const nowMs = clock.nowMs();
    // The clock was set back: ages cannot be told any more, so nothing heard before counts.
    if (nowMs < Math.max(upSinceMs, last?.atMs ?? 0)) {
      last = null;
      upSinceMs = nowMs;
    }
    const silentMs = nowMs - Math.max(upSinceMs, last?.atMs ?? 0);
    if (silentMs <= SILENT_AFTER_MS) return;
    if (garbageBytes >= GARBAGE_BYTES) {
      setStatus('wrong_settings', {
        code: 'ERR_SCALE_SETTINGS',
        data: { protocol: protocol.label, bytes: garbageBytes },
      });
    } else setStatus('offline', { code: 'ERR_SCALE_STALE', data: { ageMs: silentMs } });
    if (silentMs > REOPEN_AFTER_MS && garbageBytes === 0) link.reconnect();
  }

  function setStatus(next: ScaleStatus, why: ScaleSnapshot['problem']): void {
    const hasChanged = next !== status || why?.code !== problem?.code;
    if (next !== status) sinceMs = clock.nowMs();
    status = next;
    problem = why;
    if (hasChanged) options.onStatus?.(snapshot());
  }

  function snapshot(): ScaleSnapshot {
    const ageMs = last ? clock.nowMs() - last.atMs : null;
    // The check runs four times a second; between two of them a value must not live on either.
    if (status === 'online' && (ageMs === null || ageMs < 0 || ageMs > SILENT_AFTER_MS)) {
      return {
        status: 'offline',
        sinceMs: clock.nowMs(),
        frame: null,
        ageMs,
        problem: { code: 'ERR_SCALE_STALE', data: { ageMs } },
      };
    }
    return { status, sinceMs, frame: status === 'online' ? (last?.frame ?? null) : null, ageMs, problem };
  }

  return {
    snapshot,
    async dispose() {
      cancelCheck();
      poller.stop();
      await link.dispose();
    },
  };
}
