import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came in. */
export interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface CallAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

const OF_THE_CONNECTION: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/** An HTTP server in front of others, on loopback. */
export async function startForwarding(
  answerOf: (call: Call) => Promise<CallAnswer>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      const answer = await answerOf({ path: request.url ?? '/', headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(answer.status, {
        'content-type': answer.contentType,
        'content-length': answer.body.byteLength,
      });
      response.end(answer.body);
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Passes a call on with its headers and its bytes. */
export async function forward(url: string | URL, { headers: given, body }: Call): Promise<CallAnswer> {
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
