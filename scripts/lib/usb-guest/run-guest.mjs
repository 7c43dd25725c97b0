import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, inRoot, root } from '../paths.mjs';
import { run } from '../run.mjs';
import { findGuest, readModule } from './find-guest.mjs';
import { writeCpio } from './write-cpio.mjs';

const FOLDERS = ['bin', 'changes', 'dev', 'host', 'modules', 'proc', 'root', 'sys'];
const MEMORY_MB = 1_024;
/** Ends a guest that hangs; ten times what a busy machine takes. */
const LONGEST_MS = 900_000;
const REPORT_PORT = '/dev/ttyS1';

/**
 * Tests the drivers against USB devices that a Linux in an emulated PC plays to itself (devices.md section 12): this machine's
 * kernel needs no USB, and nothing of it is touched. The guest sees the host's files, cannot write them, and has no network.
 * @param {string} node
 * @returns {Promise<{ passed: number, failed: number, skipped: number, notRun: string[] }>}
 */
export async function runUsbGuest(node) {
  const guest = findGuest();
  if ('missing' in guest) return { passed: 0, failed: 0, skipped: 0, notRun: [`usb (${guest.missing})`] };
  const folder = join(cacheDir, 'usb-guest');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const report = join(folder, 'report.tap');
  const hasBuilt = await build(node, folder);
  if (hasBuilt) {
    writeFileSync(join(folder, 'initrd'), packFirstFiles(guest, testCommand(node, folder)));
    await boot(guest, folder, report);
  }
  return readReport(hasBuilt && existsSync(report) ? readFileSync(report, 'utf8') : '');
}

/** One file instead of two hundred, and the label drawn: both take an emulated processor long. */
async function build(node, folder) {
  const vite = [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--ssr', 'tests/usb/guest.ts'];
  const steps = [
    [...vite, '--outDir', folder, '--emptyOutDir', 'false', '--logLevel', 'warn'],
    [inRoot('tests', 'usb', 'draw-test-label.ts'), folder],
  ];
  for (const args of steps) if ((await run(node, args)).code !== 0) return false;
  return true;
}

function testCommand(node, folder) {
  const quote = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  // The report goes its own way: the console also shows what the kernel has to say.
  const reporters = [
    ['spec', 'stderr'],
    ['tap', 'stdout'],
  ].flatMap(([name, place]) => [`--test-reporter=${name}`, `--test-reporter-destination=${place}`]);
  return `cd ${quote(root)} && exec ${[node, ...reporters, join(folder, 'guest.js')].map(quote).join(' ')} >${REPORT_PORT}`;
}

/** What the kernel finds when it starts: a shell, the modules, and the first program. */
function packFirstFiles({ busybox, modules }, command) {
  return writeCpio([
    ...FOLDERS.map((name) => ({ name })),
    { name: 'bin/busybox', data: readFileSync(busybox) },
    { name: 'init', data: readFileSync(inRoot('scripts', 'lib', 'usb-guest', 'guest-init.sh')) },
    { name: 'command', data: Buffer.from(command) },
    { name: 'modules/order', data: Buffer.from(modules.map(({ name }) => name).join(' ')) },
    ...modules.map((module) => ({ name: `modules/${module.name}.ko`, data: readModule(module) })),
  ]);
}

function boot({ qemu, kernel }, folder, report) {
  const args = [
    // Without KVM: it is absent in many machines, and where one is inside another it may hang.
    ['-accel', 'tcg,thread=multi'],
    ['-cpu', 'max'],
    ['-smp', '2'],
    ['-m', String(MEMORY_MB)],
    ['-nodefaults', '-no-reboot', '-display', 'none'],
    ['-serial', 'stdio'],
    ['-serial', `file:${report}`],
    ['-kernel', kernel],
    ['-initrd', join(folder, 'initrd')],
    // The guards against spying programs cost an emulated processor a third of its time.
    ['-append', 'console=ttyS0 quiet panic=-1 mitigations=off no_timer_check nokaslr'],
    ['-virtfs', 'local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap'],
  ];
  return new Promise((resolve) => {
    const child = spawn(qemu, args.flat(), { stdio: ['ignore', 'inherit', 'inherit'] });
    const stop = () => child.kill('SIGKILL');
    const timer = setTimeout(stop, LONGEST_MS);
    process.once('exit', stop);
    const finish = () => {
      clearTimeout(timer);
      process.off('exit', stop);
      resolve(undefined);
    };
    child.on('close', finish).on('error', (error) => {
      console.error(`qemu: ${error.message}`);
      finish();
    });
  });
}

/** The last lines of TAP count the tests; a guest that ended without them failed. */
function readReport(tap) {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)`, 'm').exec(tap)?.[1] ?? 0);
  if (!/^# tests \d+/m.test(tap)) console.error('The guest ended before its tests did.');
  const hasEnded = /^# fail \d+/m.test(tap) && count('pass') > 0;
  const failed = count('fail') + count('cancelled');
  return {
    passed: count('pass'),
    failed: hasEnded ? failed : Math.max(1, failed),
    skipped: count('skipped') + count('todo'),
    notRun: [],
  };
}
