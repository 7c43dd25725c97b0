import { readFileSync, statSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { DRAIN_PATH } from '#main/lib/relay-messages.ts';
import { createDrainEndpoint } from '#main/relay/drain-endpoint.ts';
import { createPushEndpoint } from '#main/relay/push-endpoint.ts';
import { openRelayStore } from '#main/relay/relay-store.ts';
import { createTokenBuckets } from '#main/relay/token-bucket.ts';
import type { RateCeiling } from '#main/relay/token-bucket.ts';

export interface RelayOptions {
  readonly dataDir: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Paths of PEM files; null: plain HTTP, on loopback or behind a proxy that speaks TLS. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** What nobody drained for so long is thrown away, and counted. */
  readonly keepMs: number;
  readonly maxMb: number;
  readonly rate: RateCeiling;
  readonly nowMs: () => number;
  readonly log: (line: string) => void;
}

export interface Relay {
  readonly url: string;
  stop(): Promise<void>;
}

const SWEEP_MS = 10 * 60_000;
/** Certificates are renewed every few weeks by others. */
const CERTIFICATE_LOOK_MS = 60 * 60_000;
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_CONNECTIONS = 500;

/** Starts the relay: takes pushes for workstations that no platform can reach. Needs nothing but Node and a folder. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { nowMs, log, tls } = options;
  const store = openRelayStore(options.dataDir, options.maxMb);
  const drain = createDrainEndpoint(store, options.keepMs, nowMs, log);
  const takePush = createPushEndpoint({
    store,
    nowMs,
    mayTake: createTokenBuckets(options.rate, nowMs),
    onKept: drain.wake,
    onRefused: ({ pairingId }) => drain.changed(pairingId),
    ask: drain.ask,
    log,
  });
  const server: Server = tls ? createHttpsServer(readTls(tls)) : createHttpServer();
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.maxConnections = MAX_CONNECTIONS;
  server.on('request', (request, response) => {
    if (request.url === '/health') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
      return;
    }
    takePush(request, response).catch((error: unknown) => {
      log(`a request failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) response.writeHead(503, { 'retry-after': '60' });
      response.end();
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== DRAIN_PATH) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => drain.accept(opened));
  });

  const sweep = (): void => {
    try {
      const pairings = store.dropOlderThan(nowMs() - options.keepMs);
      for (const pairing of pairings) {
        log(`pushes of pairing ${pairing} were thrown away: its workstation did not come for them in time`);
        drain.changed(pairing);
      }
    } catch (error) {
      log(`cleaning up failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  sweep();
  const timers = [setInterval(sweep, SWEEP_MS), ...(tls ? [watchTls(server, tls, log)] : [])];

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  }).catch((error: unknown) => {
    for (const timer of timers) clearInterval(timer);
    store.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;

  return {
    url: `${tls ? 'https' : 'http'}://${host}:${port}`,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      drain.close();
      sockets.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      store.close();
    },
  };
}

type TlsFiles = NonNullable<RelayOptions['tls']>;

function readTls({ certFile, keyFile }: TlsFiles): { cert: Buffer; key: Buffer } {
  return { cert: readFileSync(certFile), key: readFileSync(keyFile) };
}

/** Takes a renewed certificate without a restart. */
function watchTls(server: Server, tls: TlsFiles, log: (line: string) => void): NodeJS.Timeout {
  let changedAtMs = statSync(tls.certFile).mtimeMs;
  return setInterval(() => {
    try {
      const { mtimeMs } = statSync(tls.certFile);
      if (mtimeMs === changedAtMs || !('setSecureContext' in server)) return;
      (server as ReturnType<typeof createHttpsServer>).setSecureContext(readTls(tls));
      changedAtMs = mtimeMs;
      log('took the renewed certificate');
    } catch (error) {
      log(`the renewed certificate cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    }
  }, CERTIFICATE_LOOK_MS);
}
