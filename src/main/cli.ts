import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { EXIT } from '#main/app/cli/exit-codes.ts';
import type { CliHost, ServedWorkstation } from '#main/app/cli/cli-host.ts';
import { runCli } from '#main/app/cli/run-cli.ts';
import type { Platform } from '#main/app/platform.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { readRefusal } from '#main/app/refusal-of.ts';
import { defaultDataDir } from '#main/host/host-arguments.ts';
import { askRunningHost } from '#main/host/node/ask-running-host.ts';
import { readHostRecord } from '#main/host/node/host-lock.ts';
import { oldNodeAdvice } from '#main/host/node/old-node-advice.ts';
import { findBrowser, hasDisplay, openAppWindow } from '#main/host/node/open-app-window.ts';
import { standInForRoom } from '#main/host/node/stand-in.ts';
import { forkEntry, supervise } from '#main/host/node/supervise.ts';
import { languageOfPc } from '#shared/i18n/languages.ts';
import { AppError } from '#shared/errors/app-error.ts';

// The `packbench` command: everything that a command takes from the Node host is handed over here.
const root = join(import.meta.dirname, '..', '..');

const host: CliHost = {
  appVersion: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  resourcesDir: join(root, 'resources'),
  defaultDataDir: defaultDataDir(process.platform, process.env),
  start: (words, onLine) =>
    new Promise((resolve) => {
      let refusal: AppError | null = null;
      supervise({
        forkHost: (isReplacement) =>
          forkHost(words, isReplacement, onLine).on('message', (said) => (refusal = readRefusal(said))),
        exit: (exitCode) => resolve({ exitCode, refusal }),
        print: (line) => console.error(line),
        standIn: () => standInForRoom(words, host.resourcesDir),
      });
    }),
  serve,
  async askRunning(dataDir) {
    const record = readHostRecord(dataDir);
    return record && askRunningHost(record);
  },
  openWindow: ({ signInUrl }, dataDir) => openAppWindow(signInUrl, join(dataDir, 'browser')),
  browser: { find: () => findBrowser(), hasDisplay: () => hasDisplay() },
};

/** The host's own entry lies beside this one, as source and as build. */
function forkHost(words: readonly string[], isReplacement: boolean, onLine: (line: string) => void) {
  const entry = join(import.meta.dirname, `node${extname(import.meta.filename)}`);
  const child = forkEntry(entry, words, isReplacement, 'piped');
  if (child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
  return child;
}

/** Loaded when needed: most commands start no workstation, and the doctor must run where parts of it cannot be loaded. */
async function serve(platform: Platform): Promise<ServedWorkstation> {
  const { startNodeHost } = await import('#main/host/node/start-node-host.ts');
  const { startWorkstation } = await import('#main/app/workstation.ts');
  let workstation: Workstation | null = null;
  const served = await startNodeHost({
    platform,
    startWorkstation: async (given) => (workstation = await startWorkstation(given)),
    rendererDir: join(root, 'out', 'renderer'),
    print: () => {},
  });
  if (served.kind === 'joined' || !workstation) throw new AppError('ERR_HOST_DATA_IN_USE', { url: served.url });
  return { url: served.url, workstation, stop: () => served.stop() };
}

const oldNode = oldNodeAdvice(process.versions.node, host.resourcesDir, languageOfPc(process.env));
if (oldNode !== null) {
  console.error(oldNode);
  process.exit(EXIT.couldNotRun);
}

const exitCode = await runCli(process.argv.slice(2), {
  host,
  streams: { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  workingDir: process.cwd(),
  env: process.env,
});
// Threads and sockets of libraries may linger; what was printed goes out first.
process.stdout.write('', () => process.exit(exitCode));
