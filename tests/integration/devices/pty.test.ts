import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPty, ptySupported } from '#main/simulators/devices/pty.ts';
import type { Pty } from '#main/simulators/devices/pty.ts';
import { PATIENCE } from '#tests/support/patience.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function linkPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-pty-'));
  folders.push(folder);
  return join(folder, 'scale');
}

async function openPort(pty: Pty): Promise<SerialPort> {
  const port = new SerialPort({ path: pty.slavePath, baudRate: 9600, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  onTestFinished(() => void (port.isOpen && port.close()));
  return port;
}

describe.runIf(ptySupported())('a pseudo-terminal', () => {
  it('carries every byte value unchanged in both directions', async () => {
    const pty = openPty();
    onTestFinished(() => pty.hangUp());
    const port = await openPort(pty);
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);
    const toProgram: number[] = [];
    const toDevice: number[] = [];
    port.on('data', (bytes: Buffer) => toProgram.push(...bytes));
    pty.onData((bytes) => toDevice.push(...bytes));

    pty.write(all);
    port.write(Buffer.from(all));

    await vi.waitFor(() => expect(toProgram).toEqual([...all]), PATIENCE);
    await vi.waitFor(() => expect(toDevice).toEqual([...all]), PATIENCE);
  });

  it('holds back what does not fit into the buffer of the kernel until the program reads', async () => {
    const pty = openPty();
    onTestFinished(() => pty.hangUp());
    const port = await openPort(pty);
    let received = 0;
    port.on('data', (bytes: Buffer) => (received += bytes.length));
    pty.write(new Uint8Array(100_000).fill(0x41));
    expect(received).toBe(0);
    await vi.waitFor(() => expect(received).toBe(100_000), PATIENCE);
  });

  it('refuses writes of the program after it hung up, and takes its published path away', async () => {
    const path = linkPath();
    const pty = openPty({ linkPath: path });
    const port = await openPort(pty);
    pty.hangUp();
    const outcome = await new Promise<string>((resolve) => {
      port.on('error', (error) => resolve(error.message));
      port.on('close', () => resolve('closed'));
      port.write('anyone?');
    });
    expect(outcome).toMatch(/EIO|closed/);
    expect(existsSync(path)).toBe(false);
  });

  it('appears again under the same path after a replug', async () => {
    const path = linkPath();
    const first = openPty({ linkPath: path });
    const second = openPty({ linkPath: path });
    first.hangUp();
    onTestFinished(() => second.hangUp());
    const port = await openPort(second);
    const line = new Promise<string>((resolve) => port.once('data', (bytes: Buffer) => resolve(bytes.toString())));
    second.write(Buffer.from('back'));
    expect(await line).toBe('back');
  });

  it('survives the program closing its port and opening it anew', async () => {
    const pty = openPty();
    onTestFinished(() => pty.hangUp());
    const first = await openPort(pty);
    await new Promise<void>((resolve) => first.close(() => resolve()));
    const second = await openPort(pty);
    const line = new Promise<string>((resolve) => second.once('data', (bytes: Buffer) => resolve(bytes.toString())));
    pty.write(Buffer.from('again'));
    expect(await line).toBe('again');
  });
});
