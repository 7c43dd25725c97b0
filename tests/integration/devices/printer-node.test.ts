import { closeSync, constants, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { portStatusOf } from '#main/devices/printers/port-status.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { listPrinterNodes } from '#main/devices/transports/list-printer-nodes.ts';
import { createPrinterNodeTransport } from '#main/devices/transports/printer-node-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { libcPty } from '#main/simulators/devices/libc-pty.ts';
import { startPrinterPty } from '#main/simulators/devices/printer/printer-pty.ts';
import { openPty, ptySupported } from '#main/simulators/devices/pty.ts';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import {
  jobSettings,
  QUICK,
  QUICK_PAPER_MM_PER_SECOND,
  realClock,
  sampleWaybill,
} from '#tests/contract/printing/printing-bed.ts';
import { until } from '#tests/support/until.ts';

const openNode = (path: string, stallTimeoutMs?: number) =>
  createPrinterNodeTransport({ kind: 'printer-node', path }, stallTimeoutMs === undefined ? {} : { stallTimeoutMs });

/** A terminal whose other end nobody reads, as that of a paused printer. */
function unreadTerminal(): string {
  const libc = libcPty();
  const fd = openSync('/dev/ptmx', constants.O_RDWR | constants.O_NOCTTY);
  onTestFinished(() => closeSync(fd));
  if (!libc || libc.grantpt(fd) !== 0 || libc.unlockpt(fd) !== 0) throw new TypeError('no pseudo-terminal');
  return libc.ptsname(fd) ?? '';
}

/** A pseudo-terminal takes the node's place: the same file calls, blocking and hang-ups, without the kernel's USB part. */
describe.runIf(ptySupported())('a printer node of the kernel', () => {
  it('prints a label dot for dot and reads the state in between', async () => {
    const device = startPrinterPty(createTsplPrinter({ mmPerSecond: QUICK_PAPER_MM_PER_SECOND }));
    const label = await sampleWaybill(8);
    const monitor = createPrinterMonitor({
      language: tspl,
      pathTells: true,
      transportFactory: () => openNode(device.path),
      clock: realClock,
      timers: systemTimers,
    });
    onTestFinished(async () => {
      await monitor.stop();
      device.close();
    });
    expect(await monitor.check()).toMatchObject({ status: 'online' });
    const outcome = await monitor.print({ bytes: tspl.encode(label.bitmap, jobSettings(8)), timing: QUICK });
    expect(outcome).toMatchObject({ state: 'printed', proof: 'inferred' });
    expect(device.printer.complaints).toEqual([]);
    expect(Buffer.from(device.printer.labels[0]?.bitmap.data ?? []).equals(label.bitmap.data)).toBe(true);
  });

  it('tells an unplug, and how much may have left', async () => {
    const device = startPrinterPty(createTsplPrinter({}));
    const transport = openNode(device.path);
    await transport.open();
    const reasons: string[] = [];
    transport.onClosed(({ byUs, detail }) => reasons.push(`${byUs} ${detail}`));
    device.unplugAfterBytes(20_000);
    const sent = await transport.send(new Uint8Array(200_000));
    expect(sent.ok).toBe(false);
    expect(sent.bytesSent).toBeGreaterThanOrEqual(20_000);
    expect(sent.bytesSent).toBeLessThan(200_000);
    await until(() => reasons.length === 1, 'the unplug is told');
    expect(reasons[0]).toMatch(/^false /);
    await transport.close();
  });

  it('gives up on a printer that takes nothing', async () => {
    const transport = openNode(unreadTerminal(), 100);
    await transport.open();
    const sent = await transport.send(new Uint8Array(1_000_000));
    await transport.close();
    expect(sent).toMatchObject({ ok: false, detail: 'no progress for 100 ms' });
    expect(sent.bytesSent).toBeGreaterThan(0);
  });

  it('names a node that is not there', async () => {
    await expect(openNode('/dev/usb/lp-none').open()).rejects.toMatchObject({ code: 'ERR_DEVICE_PORT_MISSING' });
  });

  it('has no state of its own where the kernel has none', async () => {
    const pty = openPty();
    onTestFinished(() => pty.hangUp());
    const transport = openNode(pty.slavePath);
    await transport.open();
    expect(await transport.portStatus?.()).toBeNull();
    await transport.close();
  });
});

describe('what the USB printer class says of itself', () => {
  it.each([
    [0x18, 'ready', []],
    [0x38, 'blocked', ['paper_out']],
    [0x10, 'blocked', ['other']],
    [0x08, 'blocked', ['paused']],
  ])('%d is %s', (byte, state, reasons) => {
    expect(portStatusOf(byte)).toMatchObject({ state, reasons });
  });

  it('lists nodes under the name that each printer gives', async () => {
    const sys = await mkdtemp(join(tmpdir(), 'packbench-sys-'));
    onTestFinished(() => rm(sys, { recursive: true }));
    await mkdir(join(sys, 'lp0', 'device'), { recursive: true });
    await mkdir(join(sys, 'lp1'), { recursive: true });
    await mkdir(join(sys, 'hiddev0'), { recursive: true });
    await writeFile(join(sys, 'lp0', 'device', 'ieee1284_id'), 'MFG:Deli;CMD:TSPL;MDL:DL-720C;CLS:PRINTER;\n');
    expect(await listPrinterNodes(sys)).toEqual([
      { path: '/dev/usb/lp0', label: 'Deli DL-720C', languageIds: ['tspl'] },
      { path: '/dev/usb/lp1', label: '/dev/usb/lp1', languageIds: [] },
    ]);
    expect(await listPrinterNodes('/no/such/folder')).toEqual([]);
  });
});
