import { existsSync } from 'node:fs';
import type { Cli } from '#main/app/cli/cli.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { writePairingCode } from '#main/lib/relay-pairing.ts';
import { openRelayStore } from '#main/relay/relay-store.ts';
import type { RelayStore } from '#main/relay/relay-store.ts';
import { startRelay } from '#main/relay/start-relay.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ServeOptions {
  readonly dataDir: string;
  readonly host: string | undefined;
  readonly port: number;
  readonly certFile: string | null;
  readonly keyFile: string | null;
  readonly isBehindProxy: boolean;
  readonly keepDays: number;
  readonly maxMb: number;
  readonly isJson: boolean;
}

const DAY_MS = 86_400_000;
/** Above what one shop sends, below what a cheap host can store. */
const RATE = { perSecond: 50, burst: 500 };
/** For commands that store next to nothing. */
const SMALL_MB = 1_000_000;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Runs until SIGINT or SIGTERM. @throws AppError ERR_HOST_PORT_TAKEN, ERR_HOST_FILE_MISSING; UsageError */
export async function serveRelay(cli: Cli, options: ServeOptions): Promise<CommandResult> {
  const { certFile, keyFile } = options;
  if ((certFile === null) !== (keyFile === null)) throw new UsageError('relayTlsHalf');
  const tls = certFile !== null && keyFile !== null ? { certFile, keyFile } : null;
  for (const file of [certFile, keyFile])
    if (file !== null && !existsSync(file)) throw new AppError('ERR_HOST_FILE_MISSING', { file });
  const isOpen = tls !== null || options.isBehindProxy;
  const host = options.host ?? (isOpen ? '0.0.0.0' : '127.0.0.1');
  if (!isOpen && !LOOPBACK.has(host)) throw new UsageError('relayNeedsTls', { host });
  const relay = await startRelay({
    dataDir: options.dataDir,
    host,
    port: options.port,
    tls,
    keepMs: options.keepDays * DAY_MS,
    maxMb: options.maxMb,
    rate: RATE,
    nowMs: () => Date.now(),
    log: (line) => cli.streams.err(`${new Date(Date.now()).toISOString()} ${line}\n`),
  }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new AppError('ERR_HOST_PORT_TAKEN', { port: options.port });
    throw error;
  });
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  cli.streams.out(
    options.isJson ? `${JSON.stringify({ ok: true, url: relay.url })}\n` : `Packbench relay ready at ${relay.url}\n`,
  );
  await told;
  await relay.stop();
  return { ok: true, data: {}, lines: [], isPrinted: true };
}

/** Makes the code that a person carries to the workstation. It is shown once; the relay keeps what it needs to check it. */
export function pairRelay(cli: Cli, dataDir: string, name: string): CommandResult {
  return withStore(dataDir, (store) => {
    const pairing = store.addPairing(name, Date.now());
    const code = writePairingCode(pairing);
    return {
      ok: true,
      data: { pairing: pairing.id, code },
      lines: [cli.texts('relay.code', { code }), cli.texts('relay.codeHint', { id: pairing.id })],
    };
  });
}

/** Who is paired, what waits and what was lost. Ends with 1 where pushes were thrown away. */
export function listRelay(cli: Cli, dataDir: string): CommandResult {
  return withStore(dataDir, (store) => {
    const pairings = store.listPairings().map((pairing) => ({
      id: pairing.id,
      name: pairing.name,
      isUsed: pairing.public_key !== null,
      createdAtMs: pairing.created_at_ms,
      lastSeenAtMs: pairing.last_seen_at_ms,
      mailboxes: store.states(pairing.id),
    }));
    const day = (atMs: number | null): string => (atMs === null ? '—' : new Date(atMs).toISOString());
    return {
      ok: pairings.every(({ mailboxes }) => mailboxes.every(({ lostCount }) => lostCount === 0)),
      data: { pairings },
      lines:
        pairings.length === 0
          ? [cli.texts('relay.none')]
          : pairings.flatMap((pairing) => [
              cli.texts(pairing.isUsed ? 'relay.pairingLine' : 'relay.unusedLine', {
                id: pairing.id,
                name: pairing.name,
                seen: day(pairing.lastSeenAtMs),
              }),
              ...pairing.mailboxes.map((box) =>
                cli.texts('relay.mailboxLine', {
                  id: `${box.id.slice(0, 6)}…`,
                  waiting: box.waiting,
                  received: box.receivedCount,
                  repeated: box.repeatedCount,
                  refused: box.refusedCount,
                  lost: box.lostCount,
                  last: day(box.lastReceivedAtMs),
                }),
              ),
            ]),
    };
  });
}

/** @throws AppError ERR_RELAY_PAIRING_UNKNOWN */
export function unpairRelay(cli: Cli, dataDir: string, id: string | undefined): CommandResult {
  if (id === undefined) throw new UsageError('missingArgument', { what: 'pairing' });
  return withStore(dataDir, (store) => {
    const dropped = store.removePairing(id);
    if (dropped === null) throw new AppError('ERR_RELAY_PAIRING_UNKNOWN', { id });
    return { ok: true, data: { id, dropped }, lines: [cli.texts('relay.unpaired', { id, dropped })] };
  });
}

function withStore(dataDir: string, work: (store: RelayStore) => CommandResult): CommandResult {
  const store = openRelayStore(dataDir, SMALL_MB);
  try {
    return work(store);
  } finally {
    store.close();
  }
}
