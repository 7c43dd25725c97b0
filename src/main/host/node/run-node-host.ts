import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import type { Platform } from '#main/app/platform.ts';
import { explainError } from '#main/host/explain-error.ts';
import type { HostArguments } from '#main/host/host-arguments.ts';
import { showRefusal } from '#main/host/node/show-refusal.ts';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import { NO_ROOM_EXIT_CODE, REFUSED_EXIT_CODE, RESTART_EXIT_CODE } from '#main/host/restart-delay.ts';
import { refusalOf } from '#main/app/refusal-of.ts';
import { languageOfPc } from '#shared/i18n/languages.ts';

export interface NodeRunOptions extends HostArguments {
  /** Folder of package.json, `resources` and `out`. */
  readonly root: string;
  /** This run replaces one that died: its windows are still open and find back by themselves. */
  readonly isReplacement: boolean;
}

/** The answer to the call that asked for the restart still goes out. */
const LAST_WORDS_MS = 200;

/** Runs the Node host until it is told to stop; the exit code says to its supervisor what comes next. */
export async function runNodeHost(options: NodeRunOptions): Promise<void> {
  const resourcesDir = join(options.root, 'resources');
  try {
    await run(options, resourcesDir);
  } catch (error) {
    const { code, data } = refusalOf(error);
    const language = languageOfPc(process.env);
    console.error(explainError(resourcesDir, language, code, data));
    if (code === 'ERR_HOST_INTERNAL') console.error(error);
    const waitsForRoom = options.isReplacement && code === 'ERR_DB_DISK_FULL';
    if (options.open && !waitsForRoom) showRefusal({ code, data, resourcesDir, language }, options.dataDir);
    process.exitCode = waitsForRoom ? NO_ROOM_EXIT_CODE : REFUSED_EXIT_CODE;
    // Sent away before the channel closes.
    process.send?.({ code, data }, () => process.disconnect?.());
    // What of the start had begun must not keep the process, and with it the lock of the data.
    void wait(LAST_WORDS_MS).then(() => process.exit());
  }
}

async function run(options: NodeRunOptions, resourcesDir: string): Promise<void> {
  let end: (code: number) => void = (code) => process.exit(code);
  const platform: Platform = {
    hostKind: 'node',
    appVersion: versionOf(options.root),
    dataDir: options.dataDir,
    resourcesDir,
    language: languageOfPc(process.env),
    keystore: await openNodeKeystore(options.dataDir),
    requestRestart: () => void wait(LAST_WORDS_MS).then(() => end(RESTART_EXIT_CODE)),
  };
  const host = await startNodeHost({
    platform,
    // Loaded only when it is needed: a start that joins a running host is over before the product could be read.
    startWorkstation: async (given) => {
      const { startProduct } = await import('#main/host/start-product.ts');
      return startProduct(given, { demo: options.demo && !options.isReplacement });
    },
    rendererDir: join(options.root, 'out', 'renderer'),
    open: options.open && !options.isReplacement,
    ...(options.port === null ? {} : { port: options.port }),
    ...(options.isReplacement ? { print: () => {} } : {}),
  });
  if (host.kind === 'joined') {
    const unused = unusedOptions(options, host.url);
    if (unused.length > 0) console.log(`Not used, because it was running already: ${unused.join(', ')}`);
    return process.disconnect?.();
  }
  end = (code) => void host.stop().finally(() => process.exit(code));
  // Not once: Ctrl+C reaches this process from the terminal and from its supervisor, and a stop under way goes on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  // The supervisor is gone, so nobody could stop this process any more.
  process.once('disconnect', () => end(0));
}

/** What was asked for on the command line and is settled by the host that runs. */
function unusedOptions({ port, demo }: NodeRunOptions, url: string): string[] {
  const otherPort = port !== null && Number(new URL(url).port) !== port;
  return [...(otherPort ? [`--port ${port}`] : []), ...(demo ? ['--demo'] : [])];
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
