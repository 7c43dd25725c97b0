import { spawn } from 'node:child_process';

/**
 * Runs a program of the print system to its end; the emulated printers live in this process, and must answer meanwhile.
 * @throws TypeError with what it said when it failed
 */
export function runTool(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => (complaint += String(bytes)));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(output)) : reject(new TypeError(`${name} ${args.join(' ')}: ${complaint}`)),
    );
  });
}
