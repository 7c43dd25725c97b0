import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

const OF_THE_CONNECTION: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/**
 * Stands before a simulator and keeps what it answered, byte for byte: asked the same again, it answers at once. A platform does its
 * work elsewhere in the world; measured beside it on the same two cores, the product would pay for it.
 * @returns the address to ask instead
 */
export async function keepAnswers(address: string): Promise<string> {
  const { origin, pathname } = new URL(address);
  const kept = new Map<string, Answer>();
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      const body = Buffer.concat(parts);
      const path = request.url ?? '/';
      const asked = `${path}\n${body.toString('latin1')}`;
      const answer = kept.get(asked) ?? (await askedAnew(new URL(path, origin), request.headers, body));
      kept.set(asked, answer);
      reply(response, answer);
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}${pathname.replace(/\/$/, '')}`;
}

async function askedAnew(url: URL, given: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
  const headers = Object.entries(given).flatMap(([name, value]): [string, string][] =>
    OF_THE_CONNECTION.has(name) ? [] : [[name, String(value)]],
  );
  const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type') ?? '',
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

function reply(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': body.byteLength });
  response.end(body);
}
