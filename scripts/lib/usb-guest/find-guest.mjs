import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** In the order in which the kernel can take them, together with what they need: the root folder, then both ends of the cable. */
const MODULES = [
  'virtio_pci',
  '9pnet_virtio',
  '9p',
  'overlay',
  'configfs',
  'libcomposite',
  'usb_f_printer',
  'usb_f_hid',
  'usb_f_acm',
  'usblp',
  'cdc_acm',
  'hid-generic',
  'usbhid',
  'evdev',
  'dummy_hcd',
];

const PACKAGES = 'apt install qemu-system-x86 linux-image-amd64 busybox-static';

/**
 * What a guest with virtual USB takes: an emulator, a kernel that has both ends of a USB cable, and a shell to start with.
 * @typedef {{ qemu: string, kernel: string, busybox: string, modules: { name: string, file: string }[] }} Guest
 * @returns {Guest | { missing: string }} What is missing, and what to install.
 */
export function findGuest() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'virtual USB devices need Linux on x64' };
  const qemu = onPath('qemu-system-x86_64');
  if (!qemu) return { missing: `QEMU is not installed: ${PACKAGES}` };
  const busybox = onPath('busybox');
  if (!busybox || !isStatic(busybox)) return { missing: `busybox-static is not installed: ${PACKAGES}` };
  const kernels = existsSync('/lib/modules') ? readdirSync('/lib/modules') : [];
  const problems = kernels.map(readKernel);
  const found = problems.find((kernel) => 'modules' in kernel);
  if (found) return { qemu, busybox, ...found };
  return { missing: `${problems[0]?.missing ?? 'there is no kernel with modules in /boot'}: ${PACKAGES}` };
}

function readKernel(release) {
  const kernel = `/boot/vmlinuz-${release}`;
  if (!isReadable(kernel)) return { missing: `${kernel} is missing or not readable` };
  const folder = join('/lib/modules', release);
  const list = join(folder, 'modules.dep');
  if (!existsSync(list)) return { missing: `${list} is missing` };
  const needs = readDependencies(readFileSync(list, 'utf8'));
  const builtIn = new Set(readFileSync(join(folder, 'modules.builtin'), 'utf8').split('\n').map(moduleName));
  const files = new Set();
  for (const name of MODULES) {
    const own = needs.get(moduleName(name));
    if (!own && !builtIn.has(moduleName(name))) return { missing: `the kernel ${release} has no module ${name}` };
    // modules.dep names the nearest need first; the kernel wants the farthest first.
    for (const file of own ? [...own].reverse() : []) files.add(file);
  }
  return { kernel, modules: [...files].map((file) => ({ name: moduleName(file), file: join(folder, file) })) };
}

/** Name of each module -> its file and all that it needs. */
function readDependencies(text) {
  const lines = text.split('\n').filter((line) => line.includes(':'));
  return new Map(
    lines.map((line) => {
      const [file = '', rest = ''] = line.split(':');
      return [moduleName(file), [file, ...rest.split(' ').filter(Boolean)]];
    }),
  );
}

/** The kernel treats `-` and `_` alike. */
const moduleName = (file) => (file.split('/').pop() ?? '').replace(/\.ko(\..+)?$/, '').replaceAll('-', '_');

/** @param {{ file: string }} module @returns the module as the kernel takes it; newer systems keep them packed */
export function readModule({ file }) {
  const unpack = { '.xz': 'xz', '.zst': 'zstd', '.gz': 'gzip' }[/\.\w+$/.exec(file)?.[0] ?? ''];
  if (!unpack) return readFileSync(file);
  const { status, stdout, error } = spawnSync(unpack, ['-dc', file], { maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`${unpack} could not unpack ${file}: ${error?.message ?? `exit code ${status}`}`);
  return stdout;
}

/** The busybox of some systems needs libraries that the guest does not have yet when it starts. */
const isStatic = (file) => !readFileSync(file).subarray(0, 4_096).includes('/lib64/ld-');

function onPath(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/bin'];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

function isReadable(file) {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
