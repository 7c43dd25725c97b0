import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WebSocket } from 'ws';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import type { NodeHostOptions, StartedNodeHost } from '#main/host/node/start-node-host.ts';
import type { Platform } from '#main/app/platform.ts';
import { createStubWorkstation } from '#tests/support/host/stub-workstation.ts';
import type { StubWorkstation } from '#tests/support/host/stub-workstation.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

export interface TestHost {
  readonly host: StartedNodeHost;
  readonly workstation: StubWorkstation;
  readonly platform: Platform;
  readonly port: number;
  readonly origin: string;
  readonly printed: string[];
  /** Sends exactly this path and these headers: fetch would tidy the path up and forbid `Host` and `Origin`. */
  ask(path: string, request?: RawRequest): Promise<RawAnswer>;
  /** `Cookie` header of a browser that signed in with a token. */
  signIn(): Promise<string>;
  /** A window's socket; headers as a browser of this host sends them, unless told otherwise. */
  socket(headers: Record<string, string>, path?: string): Promise<{ status: number; socket: WebSocket | null }>;
  stop(): Promise<void>;
}

/** Files of the renderer that the test host serves. */
export const RENDERER_FILES = {
  'index.html': '<!doctype html><title>Packbench</title><script type="module" src="/assets/app-1234.js"></script>',
  'assets/app-1234.js': `console.log(${JSON.stringify('packbench '.repeat(400))});`,
};

export function makeRendererDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'packbench renderer 台-'));
  mkdirSync(join(dir, 'out/assets'), { recursive: true });
  for (const [name, text] of Object.entries(RENDERER_FILES)) writeFileSync(join(dir, 'out', name), text);
  writeFileSync(join(dir, 'secret.json'), '{"secret":"beside the renderer"}');
  return join(dir, 'out');
}

export function makePlatform(dataDir = mkdtempSync(join(tmpdir(), 'packbench data 数据-'))): Platform {
  const entries = new Map<string, Uint8Array>();
  return {
    hostKind: 'node',
    appVersion: '1.2.3',
    dataDir,
    documents: sharedDocuments(),
    requestRestart: () => {},
    resourcesDir: resolve(import.meta.dirname, '..', '..', '..', 'resources'),
    keystore: {
      kind: 'test',
      read: async (name) => entries.get(name) ?? null,
      write: async (name, value) => void entries.set(name, value),
    },
  };
}

/** The Node host with a stub behind it, on a real socket. */
export async function startTestHost(options: Partial<NodeHostOptions> = {}): Promise<TestHost> {
  const workstation = createStubWorkstation();
  const platform = options.platform ?? makePlatform();
  const printed: string[] = [];
  const host = await startNodeHost({
    platform,
    startWorkstation: async () => workstation,
    rendererDir: makeRendererDir(),
    print: (line) => printed.push(line),
    isOwnBrowser: async () => false,
    ...options,
  });
  if (host.kind !== 'started') throw new Error('Another host holds the data folder');
  const port = Number(new URL(host.url).port);
  const origin = `http://127.0.0.1:${port}`;
  const ask = (path: string, request: RawRequest = {}): Promise<RawAnswer> => askRaw(port, path, request);
  return {
    host,
    workstation,
    platform,
    port,
    origin,
    printed,
    ask,
    async signIn() {
      const { search } = new URL(host.newTicket().signInUrl);
      const answer = await ask(`/${search}`);
      return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    },
    socket: (headers, path = '/rpc?window=window-1234') => openSocket(`ws://127.0.0.1:${port}${path}`, headers),
    async stop() {
      await host.stop();
      rmSync(platform.dataDir, { recursive: true, force: true });
    },
  };
}

function askRaw(port: number, path: string, { method = 'GET', headers = {}, body }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolveAnswer, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolveAnswer({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

function openSocket(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; socket: WebSocket | null }> {
  const socket = new WebSocket(url, { headers });
  return new Promise((resolveSocket) => {
    socket.on('open', () => resolveSocket({ status: 101, socket }));
    socket.on('unexpected-response', (_request, response) => {
      socket.terminate();
      resolveSocket({ status: response.statusCode ?? 0, socket: null });
    });
    socket.on('error', () => {});
  });
}
