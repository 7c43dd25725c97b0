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

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

/** Reads `--data DIR --port N --no-open --demo`; what else there is belongs to Electron. */
export function readHostArguments(words: readonly string[], env: NodeJS.ProcessEnv = process.env): HostArguments {
  const { values } = parseArgs({ args: [...words], strict: false, options: OPTIONS });
  const port = Number(values.port);
  return {
    dataDir: typeof values.data === 'string' ? resolve(values.data) : defaultDataDir(process.platform, env),
    port: Number.isInteger(port) && port > 0 ? port : null,
    open: values['no-open'] !== true,
    demo: values.demo === true,
  };
}

/** What the command line of the Node host asks for. */
export type HostWish =
  | { readonly kind: 'run' }
  | { readonly kind: 'help' }
  | { readonly kind: 'bad-port'; readonly value: string }
  /** `why` in Node's own words: which option, and what is wrong with it. */
  | { readonly kind: 'wrong'; readonly why: string };

/** Tells a wish to run from one for help and from a mistake: a workstation must not start on data that nobody named. */
export function readHostWish(words: readonly string[]): HostWish {
  try {
    const options = { ...OPTIONS, help: { type: 'boolean', short: 'h' } } as const;
    const { port, help } = parseArgs({ args: [...words], options }).values;
    if (help) return { kind: 'help' };
    return port === undefined || isPort(port) ? { kind: 'run' } : { kind: 'bad-port', value: port };
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** Where each operating system keeps the data of applications. */
export function defaultDataDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = homedir();
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Packbench');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Packbench');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'packbench');
}
