import koffi from 'koffi';
import { chmodSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listInputDevices } from '#main/app/list-input-devices.ts';
import { createKeyScanFramer } from '#main/devices/scanners/key-scan-framer.ts';
import { createScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import { createInputTransport } from '#main/devices/transports/input/input-transport.ts';
import { createLinuxInputSystem } from '#main/devices/transports/input/input-system.ts';
import type { InputSystem } from '#main/devices/transports/input/input-system.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { InputAddress } from '#shared/contract/input-address.ts';
import { KEYS, press, typed } from '#tests/support/typing-scanner.ts';
import { PATIENCE } from '#tests/support/patience.ts';

/** What the kernel of this machine says of a keyboard and of a mouse. */
const KEYBOARD_KEYS = '1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe';
const MOUSE_KEYS = '1f0000 0 0 0 0';

const makePipe = (path: string, mode: number): number =>
  koffi.load(null).func('int mkfifo(const char *path, unsigned int mode)')(path, mode);

interface Plugged {
  readonly node: string;
  readonly name: string;
  readonly vendor?: string;
  readonly uniq?: string;
  readonly phys: string;
  readonly keys?: string;
}

/** The folders of a Linux in a folder of ours; each node is a pipe that events are written into. */
function createFolders() {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-input-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const folders = { sysDir: join(folder, 'sys'), devDir: join(folder, 'dev') };
  mkdirSync(folders.sysDir);
  mkdirSync(folders.devDir);
  return {
    folders,
    plug({ node, name, vendor = '0c2e', uniq = '', phys, keys = KEYBOARD_KEYS }: Plugged) {
      const facts = { name, phys, uniq, 'id/vendor': vendor, 'id/product': '0b61', 'capabilities/key': keys };
      for (const part of ['id', 'capabilities'])
        mkdirSync(join(folders.sysDir, node, 'device', part), { recursive: true });
      for (const [file, text] of Object.entries(facts))
        writeFileSync(join(folders.sysDir, node, 'device', file), `${text}\n`);
      expect(makePipe(join(folders.devDir, node), 0o600)).toBe(0);
    },
    unplug(node: string) {
      rmSync(join(folders.sysDir, node), { recursive: true });
      rmSync(join(folders.devDir, node));
    },
    /** The scanner's end of its cable, kept open as a device is. */
    async end(node: string) {
      const handle = await open(join(folders.devDir, node), constants.O_RDWR | constants.O_NONBLOCK);
      onTestFinished(() => handle.close());
      return { type: (bytes: Uint8Array) => handle.write(bytes) };
    },
  };
}

const ADDRESS: InputAddress = {
  kind: 'input',
  vendorId: '0c2e',
  productId: '0b61',
  serialNumber: 'S1',
  place: null,
  layout: 'us',
};

function read(system: InputSystem, address: InputAddress = ADDRESS) {
  const scans: string[] = [];
  const reader = createScannerReader({
    createFramer: (reports) => createKeyScanFramer({ layout: address.layout, hasEndKey: true }, reports),
    connect: () => createInputTransport(address, system),
    clock: { nowMs: () => Date.now() },
    timers: systemTimers,
    onScan: (code) => scans.push(code),
  });
  onTestFinished(() => reader.dispose());
  return { reader, scans };
}

const taken = () => Promise.resolve(true);
const isUp = (reader: ReturnType<typeof read>['reader']): Promise<void> =>
  vi.waitFor(() => expect(reader.snapshot().status).toBe('online'), PATIENCE);

describe.runIf(process.platform === 'linux')('scanners that type, by their input devices', () => {
  it('are listed apart from mice, and twins without a number are told apart by their sockets', async () => {
    const { folders, plug } = createFolders();
    plug({ node: 'event10', name: 'Twin', phys: 'usb-1/input0' });
    plug({ node: 'event9', name: 'Twin', phys: 'usb-2/input0' });
    plug({ node: 'event2', name: 'Mouse', phys: 'usb-3/input0', keys: MOUSE_KEYS });
    plug({ node: 'event11', name: 'Xenon', uniq: 'S1', phys: 'usb-4/input0' });
    const { devices, problem } = await listInputDevices(createLinuxInputSystem(folders));
    expect(problem).toBeNull();
    expect(devices.map(({ address, label }) => [address.serialNumber, address.place, label])).toEqual([
      [null, 'usb-2/input0', 'Twin (0c2e:0b61 usb-2/input0)'],
      [null, 'usb-1/input0', 'Twin (0c2e:0b61 usb-1/input0)'],
      ['S1', null, 'Xenon (0c2e:0b61 S1)'],
    ]);
  });

  it('say so where the system has none', async () => {
    const list = await listInputDevices(createLinuxInputSystem({ sysDir: '/nowhere/input', devDir: '/nowhere' }));
    expect(list).toMatchObject({ devices: [], problem: { code: 'ERR_DEVICE_INPUT_UNAVAILABLE' } });
  });

  it('are heard one by one, each under its own name', async () => {
    const { folders, plug, end } = createFolders();
    plug({ node: 'event5', name: 'Twin', phys: 'usb-1/input0' });
    plug({ node: 'event6', name: 'Twin', phys: 'usb-2/input0' });
    const system = createLinuxInputSystem(folders, taken);
    const left = read(system, { ...ADDRESS, serialNumber: null, place: 'usb-1/input0' });
    const right = read(system, { ...ADDRESS, serialNumber: null, place: 'usb-2/input0' });
    await Promise.all([isUp(left.reader), isUp(right.reader)]);
    await (await end('event6')).type(typed('RIGHT-1\n'));
    await (await end('event5')).type(typed('LEFT-1\n'));
    await vi.waitFor(() => expect([left.scans, right.scans]).toEqual([['LEFT-1'], ['RIGHT-1']]), PATIENCE);
  });

  it('are told as gone when unplugged, found again under another number, and half a code is forgotten', async () => {
    const { folders, plug, unplug, end } = createFolders();
    plug({ node: 'event5', name: 'Xenon', uniq: 'S1', phys: 'usb-1/input0' });
    const { reader, scans } = read(createLinuxInputSystem(folders, taken));
    await isUp(reader);
    await (await end('event5')).type(typed('FIRST\nHALF'));
    await vi.waitFor(() => expect(scans).toEqual(['FIRST']), PATIENCE);
    unplug('event5');
    await vi.waitFor(() => expect(reader.snapshot().problem?.code).toBe('ERR_DEVICE_PORT_MISSING'), PATIENCE);
    plug({ node: 'event8', name: 'Xenon', uniq: 'S1', phys: 'usb-7/input0' });
    await isUp(reader);
    await (await end('event8')).type(typed('SECOND\n'));
    await vi.waitFor(() => expect(scans).toEqual(['FIRST', 'SECOND']), PATIENCE);
  });

  it('that another program has for itself say so', async () => {
    const { folders, plug } = createFolders();
    plug({ node: 'event5', name: 'Xenon', uniq: 'S1', phys: 'usb-1/input0' });
    const { reader } = read(createLinuxInputSystem(folders, () => Promise.resolve(false)));
    await vi.waitFor(() => expect(reader.snapshot().problem?.code).toBe('ERR_DEVICE_PORT_BUSY'), PATIENCE);
  });

  it('whose keys cannot be taken are not read: nobody wants each code twice', async () => {
    const { folders, plug } = createFolders();
    plug({ node: 'event5', name: 'Pipe', uniq: 'S1', phys: 'usb-1/input0' });
    // The real call, on something that is no input device.
    const { reader } = read(createLinuxInputSystem(folders));
    await vi.waitFor(() => expect(reader.snapshot().problem?.code).toBe('ERR_DEVICE_OFFLINE'), PATIENCE);
  });

  it.skipIf(process.getuid?.() === 0)('that this user may not read say what to do', async () => {
    const { folders, plug } = createFolders();
    plug({ node: 'event5', name: 'Xenon', uniq: 'S1', phys: 'usb-1/input0' });
    chmodSync(join(folders.devDir, 'event5'), 0);
    const { reader } = read(createLinuxInputSystem(folders, taken));
    await vi.waitFor(() => expect(reader.snapshot().problem?.code).toBe('ERR_DEVICE_INPUT_PERMISSION'), PATIENCE);
  });

  it('that turn out to be keyboards are given back, and left alone', async () => {
    const { folders, plug, end } = createFolders();
    plug({ node: 'event5', name: 'Keyboard', uniq: 'S1', phys: 'usb-1/input0' });
    let grabs = 0;
    const { reader, scans } = read(
      createLinuxInputSystem(folders, () => {
        grabs++;
        return taken();
      }),
    );
    await isUp(reader);
    await (await end('event5')).type(Buffer.concat([typed('hallo'), press(KEYS.backspace), typed('\n')]));
    await vi.waitFor(
      () =>
        expect(reader.snapshot()).toMatchObject({ status: 'offline', problem: { code: 'ERR_SCANNER_IS_KEYBOARD' } }),
      PATIENCE,
    );
    await reader.dispose();
    expect([scans, grabs]).toEqual([[], 1]);
  });
});
