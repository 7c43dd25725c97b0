import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readScan } from '#core/scanning/read-scan.ts';
import { createScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import type { ScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import { createScanFramer } from '#main/devices/scanners/scan-framer.ts';
import type { ScanSuffix } from '#main/devices/scanners/scan-framer.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { ptySupported } from '#main/simulators/devices/pty.ts';
import { startScannerEmulator } from '#main/simulators/devices/scanner.ts';
import type { ScannerEmulator, ScannerEmulatorOptions } from '#main/simulators/devices/scanner.ts';
import { PATIENCE } from '#tests/support/patience.ts';

interface Bench {
  readonly scanner: ScannerEmulator;
  readonly reader: ScannerReader;
  readonly scans: readonly string[];
}

async function start(options: ScannerEmulatorOptions = {}, suffix: ScanSuffix = 'crlf'): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-scanner-'));
  const linkPath = join(folder, 'scanner');
  const scanner = startScannerEmulator({ linkPath, ...options });
  const scans: string[] = [];
  const reader = createScannerReader({
    createFramer: () => createScanFramer(suffix),
    connect: () =>
      createSerialTransport({
        kind: 'serial',
        path: linkPath,
        baudRate: 9600,
        dataBits: 8,
        parity: 'none',
        stopBits: 1,
        flow: 'none',
      }),
    clock: { nowMs: () => Date.now() },
    timers: systemTimers,
    onScan: (code) => scans.push(code),
  });
  onTestFinished(async () => {
    await reader.dispose();
    scanner.close();
    rmSync(folder, { recursive: true });
  });
  await vi.waitFor(() => expect(reader.snapshot().status).toBe('online'), PATIENCE);
  return { scanner, reader, scans };
}

describe.runIf(ptySupported())('a serial scanner', () => {
  it.each([
    ['CR LF', '\r\n', 'crlf'],
    ['CR', '\r', 'cr'],
    ['LF', '\n', 'lf'],
    ['CR where CR LF was set up', '\r', 'crlf'],
    ['nothing', '', 'none'],
    ['nothing where CR LF was set up', '', 'crlf'],
  ] as const)('is heard when its codes end with %s', async (_, sent, suffix) => {
    const { scanner, scans, reader } = await start({ suffix: sent }, suffix);
    scanner.scan('SF1234567890123');
    await vi.waitFor(() => expect(scans).toEqual(['SF1234567890123']), PATIENCE);
    expect(reader.snapshot().lastCode).toBe('SF1234567890123');
  });

  it('may send its AIM identifier, which tells GS1 from plain codes', async () => {
    const { scanner, scans } = await start({ sendsAimId: true });
    scanner.scan('010952123454321310AB-12\u001d21S1', ']C1');
    await vi.waitFor(() => expect(scans).toHaveLength(1), PATIENCE);
    expect(readScan(scans[0] ?? '')).toMatchObject({ kind: 'gs1', unit: { lot: 'AB-12', serial: 'S1' } });
  });

  it('has two codes told apart that arrive as one piece', async () => {
    const { scanner, scans } = await start();
    scanner.scanTogether(['AAA111', 'BBB222']);
    await vi.waitFor(() => expect(scans).toEqual(['AAA111', 'BBB222']), PATIENCE);
  });

  it('has a code put together that arrives in two pieces', async () => {
    const { scanner, scans } = await start();
    scanner.scanSplit('SF1234567890123', 5, 150);
    await vi.waitFor(() => expect(scans).toEqual(['SF1234567890123']), PATIENCE);
  });

  it('can send Chinese text', async () => {
    const { scanner, scans } = await start();
    scanner.scan('货号-12');
    await vi.waitFor(() => expect(scans).toEqual(['货号-12']), PATIENCE);
  });

  it('is back after a replug, and half a code from before is forgotten', async () => {
    const { scanner, reader, scans } = await start();
    scanner.sendRaw(Buffer.from('FIRST1\r\nHALF'));
    await vi.waitFor(() => expect(scans).toEqual(['FIRST1']), PATIENCE);
    scanner.unplug();
    await vi.waitFor(
      () => expect(reader.snapshot()).toMatchObject({ status: 'offline', problem: { code: expect.any(String) } }),
      PATIENCE,
    );
    scanner.plugIn();
    await vi.waitFor(() => expect(reader.snapshot().status).toBe('online'), PATIENCE);
    scanner.scan('WHOLE1');
    await vi.waitFor(() => expect(scans).toEqual(['FIRST1', 'WHOLE1']), PATIENCE);
  });
});
