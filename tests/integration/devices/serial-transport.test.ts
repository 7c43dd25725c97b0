import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { listSerialPorts } from '#main/devices/transports/list-serial-ports.ts';
import { probeSerialPort } from '#main/devices/transports/probe-serial-port.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import type { SerialAddress, SerialTransportOptions } from '#main/devices/transports/serial-transport.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import { openPty, ptySupported } from '#main/simulators/devices/pty.ts';
import type { Pty } from '#main/simulators/devices/pty.ts';
import { PATIENCE } from '#tests/support/patience.ts';

function plugIn(linkPath?: string): Pty {
  const pty = openPty(linkPath === undefined ? {} : { linkPath });
  onTestFinished(() => pty.hangUp());
  return pty;
}

function addressOf(path: string, changes: Partial<SerialAddress> = {}): SerialAddress {
  return { kind: 'serial', path, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none', ...changes };
}

async function connect(
  pty: Pty,
  changes: Partial<SerialAddress> = {},
  options: SerialTransportOptions = {},
): Promise<Transport> {
  const transport = createSerialTransport(addressOf(pty.slavePath, changes), options);
  onTestFinished(() => transport.close(0));
  await transport.open();
  return transport;
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

describe.runIf(ptySupported())('a serial line', () => {
  it('sends 144 kB unchanged and reports its progress up to the last byte', async () => {
    const pty = plugIn();
    const received: Uint8Array[] = [];
    pty.onData((bytes) => received.push(bytes));
    const transport = await connect(pty);
    const job = Uint8Array.from({ length: 144_105 }, (_, index) => (index * 31) % 256);
    const progress: number[] = [];

    const outcome = await transport.send(job, (sent) => progress.push(sent));

    expect(outcome).toEqual({ ok: true, bytesSent: 144_105 });
    expect(progress.at(-1)).toBe(144_105);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    await vi.waitFor(() => expect(Buffer.concat(received).equals(Buffer.from(job))).toBe(true), PATIENCE);
  });

  it('does not mix the bytes of two sends', async () => {
    const pty = plugIn();
    const received: Uint8Array[] = [];
    pty.onData((bytes) => received.push(bytes));
    const transport = await connect(pty);
    const first = new Uint8Array(5_000).fill(0x41);
    const second = new Uint8Array(3).fill(0x42);
    await Promise.all([transport.send(first), transport.send(second)]);
    await vi.waitFor(() => expect(Buffer.concat(received).equals(Buffer.concat([first, second]))).toBe(true), PATIENCE);
  });

  it('delivers what the device says at any time', async () => {
    const pty = plugIn();
    const transport = await connect(pty);
    const heard: number[] = [];
    transport.onData((bytes) => heard.push(...bytes));
    pty.write(Uint8Array.of(0x11, 0x13, 0xff, 0x00));
    await vi.waitFor(() => expect(heard).toEqual([0x11, 0x13, 0xff, 0x00]), PATIENCE);
  });

  it('notes, but forgives, that a pseudo-terminal has no modem lines', async () => {
    const notes: string[] = [];
    await connect(plugIn(), {}, { onNote: (note) => notes.push(note) });
    await vi.waitFor(() => expect(notes.join()).toContain('modem lines'), PATIENCE);
  });

  it('opens with seven data bits and even parity', async () => {
    const transport = await connect(plugIn(), { dataBits: 7, parity: 'even' });
    expect(transport.description).toContain('9600 7E1');
  });

  it('says that the port is missing when there is none', async () => {
    const transport = createSerialTransport(addressOf('/dev/packbench-no-such-port'));
    expect(await codeOf(transport.open())).toBe('ERR_DEVICE_PORT_MISSING');
  });

  it('says that the port is busy when another program holds it', async () => {
    const pty = plugIn();
    await connect(pty);
    const second = createSerialTransport(addressOf(pty.slavePath));
    expect(await codeOf(second.open())).toBe('ERR_DEVICE_PORT_BUSY');
  });

  it('frees the port when it is closed', async () => {
    const pty = plugIn();
    const first = await connect(pty);
    await first.close();
    expect(await probeSerialPort(addressOf(pty.slavePath))).toEqual({ state: 'free' });
  });

  it('reports an unplug once, as not ours', async () => {
    const pty = plugIn();
    const transport = await connect(pty);
    const reasons: boolean[] = [];
    transport.onClosed((reason) => reasons.push(reason.byUs));
    transport.onData(() => undefined);
    pty.hangUp();
    await vi.waitFor(() => expect(reasons).toEqual([false]), PATIENCE);
    await transport.close();
    expect(reasons).toEqual([false]);
  });

  it('never takes a device for open that is unplugged while it is being opened', async () => {
    for (let round = 0; round < 10; round++) {
      const pty = plugIn();
      const transport = createSerialTransport(addressOf(pty.slavePath));
      const closed = new Promise<string>((resolve) => transport.onClosed(() => resolve('closed')));
      const opened = codeOf(transport.open());
      pty.hangUp();
      const code = await opened;
      expect(code === 'null' ? await closed : code).toMatch(/^(closed|ERR_DEVICE_OFFLINE|ERR_DEVICE_PORT_MISSING)$/);
      await transport.close(0);
    }
  });

  it('takes a path that leads to another device for an unplug, even when nobody says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packbench-serial-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const link = join(folder, 'scale');
    const transport = await connect(plugIn(link));
    const closed = new Promise<string>((resolve) => transport.onClosed((reason) => resolve(reason.detail)));
    plugIn(link);
    expect(await closed).toBe('device unplugged');
  });

  it('answers a send that the unplug interrupts with the number of bytes that may have left', async () => {
    const pty = plugIn();
    const transport = await connect(pty, {}, { stallTimeoutMs: 5_000 });
    let received = 0;
    pty.onData((bytes) => {
      received += bytes.length;
      if (received > 20_000) pty.hangUp();
    });
    const outcome = await transport.send(new Uint8Array(400_000));
    expect(outcome.ok).toBe(false);
    expect(outcome.bytesSent).toBeGreaterThanOrEqual(received);
    expect(outcome.bytesSent).toBeLessThan(400_000);
  });

  it('keeps nothing of a write made after the unplug for the next connection', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packbench-serial-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const link = join(folder, 'printer');
    const first = plugIn(link);
    const old = await connect(first);
    const gone = new Promise<void>((resolve) => old.onClosed(() => resolve()));
    first.hangUp();
    await gone;
    expect(await old.send(Buffer.from('LABEL-1'))).toMatchObject({ ok: false, bytesSent: 0 });

    const second = plugIn(link);
    const received: Uint8Array[] = [];
    second.onData((bytes) => received.push(bytes));
    const fresh = await connect(second);
    await fresh.send(Buffer.from('LABEL-2'));
    await vi.waitFor(() => expect(Buffer.concat(received).toString()).toBe('LABEL-2'), PATIENCE);
    expect(await codeOf(old.open())).toBe('ERR_DEVICE_OFFLINE');
  });

  it('gives up on a device that takes nothing, instead of waiting for ever', async () => {
    const pty = plugIn();
    const transport = await connect(pty, { flow: 'xonxoff' }, { stallTimeoutMs: 300 });
    pty.write(Uint8Array.of(0x13));
    const outcome = await transport.send(new Uint8Array(400_000));
    expect(outcome).toMatchObject({ ok: false, detail: 'no progress for 300 ms' });
  });

  it('probes a port without keeping it', async () => {
    const pty = plugIn();
    expect(await probeSerialPort(addressOf(pty.slavePath))).toEqual({ state: 'free' });
    await connect(pty);
    expect(await probeSerialPort(addressOf(pty.slavePath))).toMatchObject({ state: 'busy' });
    expect(await probeSerialPort(addressOf('/dev/packbench-no-such-port'))).toMatchObject({ state: 'missing' });
  });

  it('lists a typed path beside those of the system, and says whether it is there', async () => {
    const pty = plugIn();
    const ports = await listSerialPorts([pty.slavePath, '/dev/packbench-no-such-port']);
    expect(ports).toContainEqual(expect.objectContaining({ path: pty.slavePath, isTyped: true, isPresent: true }));
    expect(ports).toContainEqual(expect.objectContaining({ path: '/dev/packbench-no-such-port', isPresent: false }));
  });
});
