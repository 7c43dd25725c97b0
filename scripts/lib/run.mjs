import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { delimiter } from 'node:path';
import { compiledDir, inRoot, root } from './paths.mjs';

const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The environment in which `node` and all tools are the pinned ones. Node keeps in it what it compiled, for the next start. */
export function toolEnv(extra = {}) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [inRoot('node_modules', '.bin'), process.env[pathKey]].filter(Boolean).join(delimiter);
  return { NODE_COMPILE_CACHE: compiledDir, ...process.env, [pathKey]: path, ...extra };
}

/**
 * Runs a program to its end in the package's folder, with its output on ours. Signals reach it once: a terminal sends
 * Ctrl-C to both, `kill` only to us.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, timeoutMs?: number, quiet?: boolean, stdout?: 'stderr', givesWay?: boolean }} [options]
 *   `stdout: 'stderr'` keeps our standard output clean for what a script prints as JSON. `givesWay`: it gets what others leave
 *   of the processor.
 * @returns {Promise<{ code: number, timedOut: boolean, missing: boolean, output: string }>} `output` only when quiet.
 */
export function run(
  file,
  args,
  { env = toolEnv(), cwd = root, timeoutMs, quiet = false, stdout, givesWay = false } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', stdout === 'stderr' ? 2 : 'inherit', 'inherit'],
      // Windows starts .cmd files only through its shell.
      shell: process.platform === 'win32' && /\.cmd$/i.test(file),
      windowsHide: true,
    });
    // Before it starts threads of its own, which inherit it.
    if (givesWay && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    let output = '';
    let timedOut = false;
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));

    const forward = (signal) => child.kill(signal);
    const keepAlive = () => {};
    for (const signal of FORWARDED_SIGNALS) {
      process.on(signal, signal === 'SIGINT' && process.stdin.isTTY && !quiet ? keepAlive : forward);
    }
    const timer = timeoutMs && setTimeout(() => ((timedOut = true), child.kill('SIGKILL')), timeoutMs);

    const finish = (code, missing = false) => {
      clearTimeout(timer);
      for (const signal of FORWARDED_SIGNALS) {
        process.off(signal, forward);
        process.off(signal, keepAlive);
      }
      resolve({ code, timedOut, missing, output });
    };
    child.on('error', (error) => ((output += error.message), finish(127, true)));
    child.on('close', (code, signal) => finish(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)));
  });
}

/**
 * Runs npm: the one that started us, else the one on the PATH.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options = {}) {
  const npmScript = process.env.npm_execpath;
  // Without our own .bin in front: npm must not run on a pinned Node that it is about to replace.
  const withEnv = { env: process.env, stdout: 'stderr', ...options };
  if (npmScript && /npm-cli\.c?js$/.test(npmScript)) return run(process.execPath, [npmScript, ...args], withEnv);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, withEnv);
}
