import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a host is told on its command line. */
export interface HostArguments {
  readonly dataDir: string;
  /** Node host: a fixed port. */
  readonly port: number | null;
  /** Open a window. */
  readonly open: boolean;
  /** Connect the demo store. */
  readonly demo: boolean;
}

/** Reads `--data DIR --port N --no-open --demo`; what else there is belongs to Electron or to Node. */
export function readHostArguments(words: readonly string[], env: NodeJS.ProcessEnv = process.env): HostArguments {
  const { values } = parseArgs({
    args: [...words],
    strict: false,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      demo: { type: 'boolean' },
    },
  });
  const port = Number(values.port);
  return {
    dataDir: typeof values.data === 'string' ? resolve(values.data) : defaultDataDir(process.platform, env),
    port: Number.isInteger(port) && port > 0 ? port : null,
    open: values['no-open'] !== true,
    demo: values.demo === true,
  };
}

/** Where each operating system keeps the data of applications. */
export function defaultDataDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = homedir();
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Packbench');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Packbench');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'packbench');
}
