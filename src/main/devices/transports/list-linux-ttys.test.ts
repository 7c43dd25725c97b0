import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listLinuxTtys } from '#main/devices/transports/list-linux-ttys.ts';

let sysfs = '';
beforeEach(() => {
  sysfs = mkdtempSync(join(tmpdir(), 'sysfs-'));
});
afterEach(() => rmSync(sysfs, { recursive: true }));

/** Makes `/sys/class/tty/<name>` as the kernel lays it out. */
function plugIn(name: string, device: string, attributes: Record<string, string> = {}): void {
  const tty = join(sysfs, 'class', 'tty', name);
  mkdirSync(tty, { recursive: true });
  mkdirSync(join(sysfs, device), { recursive: true });
  symlinkSync(join(sysfs, device), join(tty, 'device'));
  for (const [file, text] of Object.entries(attributes)) writeFileSync(join(sysfs, file), `${text}\n`);
}

const USB = 'devices/pci0/usb1/1-2';
const IDENTITY = {
  [`${USB}/idVendor`]: '0403',
  [`${USB}/idProduct`]: '6001',
  [`${USB}/manufacturer`]: 'FTDI',
  [`${USB}/serial`]: 'A50285BI',
};
const FTDI = { manufacturer: 'FTDI', serialNumber: 'A50285BI', vendorId: '0403', productId: '6001' };

test('a USB serial converter carries the ids of its USB device', async () => {
  plugIn('ttyUSB10', `${USB}/1-2:1.0/ttyUSB10`, IDENTITY);
  expect(await listLinuxTtys(sysfs)).toEqual([{ path: '/dev/ttyUSB10', ...FTDI }]);
});

test('a CDC device carries the ids of its USB device', async () => {
  plugIn('ttyACM0', `${USB}/1-2:1.0`, IDENTITY);
  expect(await listLinuxTtys(sysfs)).toEqual([{ path: '/dev/ttyACM0', ...FTDI }]);
});

test('ports of the board are listed where a UART answered, consoles and pseudo-terminals are not', async () => {
  plugIn('ttyS0', 'devices/platform/serial8250', { 'class/tty/ttyS0/type': '4' });
  plugIn('ttyS1', 'devices/platform/serial8250', { 'class/tty/ttyS1/type': '0' });
  mkdirSync(join(sysfs, 'class', 'tty', 'tty1'), { recursive: true });
  mkdirSync(join(sysfs, 'class', 'tty', 'ttyprintk'), { recursive: true });
  expect((await listLinuxTtys(sysfs)).map(({ path }) => path)).toEqual(['/dev/ttyS0']);
});

test('ports are in the order of their numbers', async () => {
  for (const name of ['ttyUSB10', 'ttyUSB9']) plugIn(name, `${USB}/1-2:1.0/${name}`);
  expect((await listLinuxTtys(sysfs)).map(({ path }) => path)).toEqual(['/dev/ttyUSB9', '/dev/ttyUSB10']);
});

test('a system without sysfs has no ports to list', async () => {
  expect(await listLinuxTtys(join(sysfs, 'missing'))).toEqual([]);
});
