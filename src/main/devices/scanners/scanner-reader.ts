import type { Clock } from '#core/kernel/clock.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { ScanFramer, ScanReports } from '#main/devices/scanners/scan-framer.ts';
import { createDeviceLink } from '#main/devices/transports/device-link.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

export interface ScannerReaderOptions {
  /** Cuts what comes over one connection into codes. */
  readonly createFramer: (reports: ScanReports) => ScanFramer;
  /** Makes a fresh transport to the scanner. */
  readonly connect: () => Transport;
  readonly clock: Clock;
  readonly timers: Timers;
  /** One code as it came, AIM identifier and prefix included; read on with `readScan` (core/scanning). */
  readonly onScan: (code: string, atMs: UtcMs) => void;
  /** A code was torn on its way and is none. */
  readonly onTorn?: (atMs: UtcMs) => void;
  readonly onStatus?: (snapshot: ScannerSnapshot) => void;
}

export interface ScannerSnapshot {
  /** A silent scanner is a healthy one: online means that its port is open. */
  readonly status: 'connecting' | 'online' | 'offline';
  readonly sinceMs: UtcMs;
  readonly lastCode: string | null;
  readonly problem: { readonly code: ErrorCode; readonly data: ErrorData } | null;
}

export interface ScannerReader {
  snapshot(): ScannerSnapshot;
  dispose(): Promise<void>;
}

/** Keeps one scanner on a cable connected for as long as the workstation runs and emits its scans. Starts at once. */
export function createScannerReader(options: ScannerReaderOptions): ScannerReader {
  const { clock, timers } = options;
  const reports: ScanReports = { torn: () => options.onTorn?.(clock.nowMs()), refuse };
  let framer = options.createFramer(reports);
  let snapshot: ScannerSnapshot = { status: 'connecting', sinceMs: clock.nowMs(), lastCode: null, problem: null };
  let cancelSilence: () => void = () => undefined;
  let isRefused = false;

  const link = createDeviceLink({
    connect: options.connect,
    timers,
    onUp() {
      framer = options.createFramer(reports);
      setStatus('online', null);
    },
    onData(bytes) {
      cancelSilence();
      framer.push(bytes).forEach(emit);
      if (isRefused) return;
      if (framer.isPending) cancelSilence = timers.after(framer.silenceMs, endBySilence);
    },
    onDown(error) {
      // Half a code of an unplugged scanner is no code.
      cancelSilence();
      setStatus('offline', { code: error.code, data: error.data });
    },
  });

  /** For good: whoever put it here by mistake needs it back. */
  function refuse(code: ErrorCode): void {
    isRefused = true;
    cancelSilence();
    void link.dispose();
    setStatus('offline', { code, data: {} });
  }

  function endBySilence(): void {
    const code = framer.endBySilence();
    if (code !== null) emit(code);
  }

  function emit(code: string): void {
    if (isRefused) return;
    snapshot = { ...snapshot, lastCode: code };
    options.onScan(code, clock.nowMs());
  }

  function setStatus(status: ScannerSnapshot['status'], problem: ScannerSnapshot['problem']): void {
    const hasChanged = status !== snapshot.status || problem?.code !== snapshot.problem?.code;
    const sinceMs = status === snapshot.status ? snapshot.sinceMs : clock.nowMs();
    snapshot = { ...snapshot, status, sinceMs, problem };
    if (hasChanged) options.onStatus?.(snapshot);
  }

  return {
    snapshot: () => snapshot,
    async dispose() {
      cancelSilence();
      await link.dispose();
    },
  };
}
