import { createServer as createHttpServer } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server as TcpServer, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient, NodeHttpClientOptions } from '#main/lib/http-node-client.ts';
import type { HttpTrace } from '#main/lib/http-trace.ts';

const clock = { nowMs: () => 1_767_225_600_000 };
const toClose: { close(): void }[] = [];

afterEach(() => {
  for (const item of toClose.splice(0)) item.close();
});

function client(options: Partial<NodeHttpClientOptions> = {}): NodeHttpClient {
  const created = createNodeHttpClient({ clock, ...options });
  toClose.push(created);
  return created;
}

async function listening(server: HttpServer | TcpServer): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  toClose.push({
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Answers each connection's first bytes with the given raw text, then ends or resets the connection. */
function rawServer(text: string, ending: 'end' | 'reset' | 'open' = 'end'): Promise<string> {
  return listening(
    createTcpServer((socket) => {
      socket.once('data', () => {
        if (ending === 'reset') return socket.write(text, () => socket.resetAndDestroy());
        return ending === 'end' ? socket.end(text) : socket.write(text);
      });
    }),
  );
}

describe('the HTTP client', () => {
  it('sends method, headers and the exact body, and returns the exact answer', async () => {
    const seen: unknown[] = [];
    const url = await listening(
      createHttpServer((incoming, answer) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          seen.push([
            incoming.method,
            incoming.headers['x-probe'],
            incoming.headers['content-length'],
            Buffer.concat(chunks).toString(),
          ]);
          answer.writeHead(207, { 'X-Reply': 'yes', 'Set-Cookie': ['a=1', 'b=2'] }).end('顺丰');
        });
      }),
    );
    const outcome = await client().send({
      method: 'POST',
      url,
      headers: { 'X-Probe': '1' },
      body: '包裹',
      operation: 'probe',
    });
    expect(seen).toEqual([['POST', '1', '6', '包裹']]);
    expect(outcome).toMatchObject({
      kind: 'answer',
      status: 207,
      receivedAtMs: clock.nowMs(),
      headers: { 'x-reply': 'yes', 'set-cookie': 'a=1, b=2' },
    });
    expect(outcome.kind === 'answer' && Buffer.from(outcome.body).toString()).toBe('顺丰');
  });

  it('says not sent when nobody listens, when the name is unknown and when the address is none', async () => {
    const server = createTcpServer();
    const url = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await client().send({ method: 'GET', url, operation: 'probe' })).toEqual({
      kind: 'not_sent',
      detail: 'ECONNREFUSED',
    });
    expect(await client().send({ method: 'GET', url: 'http://host.invalid/', operation: 'probe' })).toMatchObject({
      kind: 'not_sent',
    });
    expect(await client().send({ method: 'GET', url: 'not a url', operation: 'probe' })).toMatchObject({
      kind: 'not_sent',
    });
    expect(await client().send({ method: 'GET', url: 'file:///etc/hosts', operation: 'probe' })).toMatchObject({
      kind: 'not_sent',
    });
  });

  it('says not sent when the TLS handshake fails, because no request byte left', async () => {
    const url = await rawServer('this is not TLS');
    const outcome = await client().send({
      method: 'POST',
      url: url.replace('http:', 'https:'),
      body: 'x',
      operation: 'probe',
    });
    expect(outcome.kind).toBe('not_sent');
  });

  it('says no answer when the connection is reset after the request', async () => {
    const url = await rawServer('', 'reset');
    expect(await client().send({ method: 'POST', url, body: 'x', operation: 'probe' })).toMatchObject({
      kind: 'no_answer',
      truncated: false,
    });
  });

  it.each([
    ['a body shorter than its length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":', 'end'],
    [
      'a chunked body without its last chunk',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"hal\r\n',
      'end',
    ],
    ['a reset in the middle of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":', 'reset'],
  ] as const)('recognises %s as cut short', async (_name, text, ending) => {
    const url = await rawServer(text, ending);
    expect(await client().send({ method: 'GET', url, operation: 'probe' })).toMatchObject({
      kind: 'no_answer',
      truncated: true,
    });
  });

  it('gives up on a server that never answers, and on one that stops in the middle', async () => {
    const silent = await rawServer('', 'open');
    const stuck = await rawServer('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{', 'open');
    const limit = { method: 'GET', timeoutMs: 100, operation: 'probe' } as const;
    expect(await client().send({ ...limit, url: silent })).toEqual({
      kind: 'no_answer',
      detail: 'no complete answer within 100 ms',
      truncated: false,
    });
    expect(await client().send({ ...limit, url: stuck })).toEqual({
      kind: 'no_answer',
      detail: 'no complete answer within 100 ms',
      truncated: true,
    });
  });

  it('stops at the largest body it may hold', async () => {
    const url = await listening(createHttpServer((_incoming, answer) => answer.end('x'.repeat(5000))));
    const outcome = await client({ maxBodyBytes: 1000 }).send({ method: 'GET', url, operation: 'probe' });
    expect(outcome).toEqual({ kind: 'no_answer', detail: 'answer larger than 1000 bytes', truncated: true });
  });

  it('ends at once when the caller aborts, before or while waiting', async () => {
    const url = await rawServer('', 'open');
    const before = await client().send({ method: 'GET', url, signal: AbortSignal.abort(), operation: 'probe' });
    expect(before).toEqual({ kind: 'not_sent', detail: 'aborted' });
    const abort = new AbortController();
    const seen = listening(createTcpServer((socket) => socket.once('data', () => abort.abort())));
    const during = await client().send({ method: 'GET', url: await seen, signal: abort.signal, operation: 'probe' });
    expect(during).toEqual({ kind: 'no_answer', detail: 'aborted', truncated: false });
  });

  it('does not follow redirects', async () => {
    const url = await listening(
      createHttpServer((_incoming, answer) => answer.writeHead(302, { location: 'http://host.invalid/' }).end()),
    );
    expect(await client().send({ method: 'GET', url, operation: 'probe' })).toMatchObject({
      kind: 'answer',
      status: 302,
    });
  });

  it('reuses connections, but opens a fresh one for a write that asks for it', async () => {
    let connections = 0;
    const server = createHttpServer((incoming, answer) => incoming.resume().on('end', () => answer.end('ok')));
    server.on('connection', () => (connections += 1));
    const url = await listening(server);
    const http = client();
    await http.send({ method: 'GET', url, operation: 'read' });
    await http.send({ method: 'GET', url, operation: 'read' });
    expect(connections).toBe(1);
    await http.send({ method: 'POST', url, body: 'x', connection: 'fresh', operation: 'write' });
    expect(connections).toBe(2);
  });

  it('traces each exchange with digests instead of bodies and without secrets or personal data', async () => {
    const url = await listening(createHttpServer((_incoming, answer) => answer.end('{"receiver":"张三"}')));
    const traces: HttpTrace[] = [];
    await client({ trace: (entry) => traces.push(entry) }).send({
      method: 'POST',
      url: `${url}router?access_token=T0ken&method=m`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Shopify-Access-Token': 'shpat_1' },
      body: new URLSearchParams({
        method: 'trade.get',
        session: 'S3ssion',
        sign: 'AB',
        sign_method: 'md5',
        receiver_mobile: '13800138000',
        dto: '{"name":"张三"}',
      }).toString(),
      operation: 'trade.get',
    });
    const text = JSON.stringify(traces);
    for (const planted of ['T0ken', 'shpat_1', 'S3ssion', '13800138000', '张三', 'sign=AB'])
      expect(text).not.toContain(planted);
    expect(traces[0]).toMatchObject({
      operation: 'trade.get',
      url: `${url}router?access_token=***&method=m`,
      form: 'method=trade.get&session=***&sign=***&sign_method=md5&receiver_mobile=***&dto=[13 chars]',
      outcome: 'answer',
      status: 200,
      answerBytes: 21,
    });
  });

  it('spaces requests of one key and pauses the key when the vendor says so', async () => {
    const url = await listening(
      createHttpServer((_incoming, answer) => answer.writeHead(429, { 'retry-after': '600' }).end()),
    );
    const http = client({ rateRule: () => ({ key: 'shop', perSecond: 1000, burst: 5 }) });
    expect(await http.send({ method: 'GET', url, operation: 'probe' })).toMatchObject({ kind: 'answer', status: 429 });
    expect(await http.send({ method: 'GET', url, operation: 'probe' })).toEqual({
      kind: 'not_sent',
      detail: 'own rate limit of shop',
    });
  });
});
