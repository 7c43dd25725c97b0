import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A gateway in front of two: calls whose `method` begins with `prefix` go to `other`, the rest to `main`. Bodies and answers pass as they are. */
export async function routeByMethod(
  main: string,
  prefix: string,
  other: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      const body = Buffer.concat(parts);
      const isOther = new URLSearchParams(body.toString('utf8')).get('method')?.startsWith(prefix) ?? false;
      const contentType = request.headers['content-type'] ?? '';
      const answer = await fetch(isOther ? other : main, {
        method: 'POST',
        body,
        headers: { 'content-type': contentType },
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
