import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DemoShopCommand, MOST_MINUTES_PASSED } from '#shared/contract/demo-shops.ts';
import type { ControlCenter } from './control-center.ts';

export interface ControlApi {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Goes into `Authorization: Bearer ...`. */
  readonly token: string;
  close(): Promise<void>;
}

export interface ControlApiOptions {
  readonly center: ControlCenter;
  /** 0 (default) takes any free port. */
  readonly port?: number;
  /** Moves the clock by which things last at the platforms ahead. */
  advance(ms: number): void;
}

const MAX_BODY_BYTES = 64 * 1024;

/**
 * The control API of the simulators, on loopback and with a token of its own:
 * `GET /shops`; `POST /shops/<platform>` with a command (DemoShopCommand); `POST /advance` with `{"minutes": n}`.
 */
export async function startControlApi({ center, port = 0, advance }: ControlApiOptions): Promise<ControlApi> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    answer(request, token, center, advance)
      .then(({ status, body }) => send(response, status, body))
      .catch((error: unknown) =>
        send(response, 400, { error: error instanceof Error ? error.message : String(error) }),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function answer(
  request: IncomingMessage,
  token: string,
  center: ControlCenter,
  advance: (ms: number) => void,
): Promise<Answer> {
  if (!isAllowed(request.headers.authorization ?? '', token)) return { status: 401, body: { error: 'token' } };
  const path = request.url ?? '/';
  if (request.method === 'GET' && path === '/shops') return { status: 200, body: { shops: center.view() } };
  const platform = /^\/shops\/([\w-]{1,40})$/.exec(path)?.[1];
  if (request.method === 'POST' && platform !== undefined) {
    const command = DemoShopCommand.safeParse(await readJson(request));
    if (!command.success) return { status: 400, body: { error: command.error.issues[0]?.message ?? 'command' } };
    return { status: 200, body: center.command(platform, command.data) };
  }
  if (request.method === 'POST' && path === '/advance') {
    const minutes = Number(Reflect.get(Object(await readJson(request)) as object, 'minutes'));
    if (!(minutes > 0 && minutes <= MOST_MINUTES_PASSED)) return { status: 400, body: { error: 'minutes' } };
    advance(minutes * 60_000);
    await center.passed(minutes * 60_000);
    return { status: 200, body: { shops: center.view() } };
  }
  return { status: 404, body: { error: 'unknown' } };
}

function isAllowed(header: string, token: string): boolean {
  const [given, expected] = [Buffer.from(header), Buffer.from(`Bearer ${token}`)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new RangeError('the body is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
