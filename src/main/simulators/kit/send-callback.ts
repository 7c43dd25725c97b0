import { request } from 'node:http';
import { assertLoopback } from './loopback.ts';

export type CallbackOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly detail: string };

/** One POST to this machine; never throws for what the receiver does. @throws RangeError for any other host */
export function sendCallback(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<CallbackOutcome> {
  assertLoopback(url);
  return new Promise((resolve) => {
    const outgoing = request(
      url,
      { method: 'POST', agent: false, headers: { ...headers, 'content-length': String(body.length) } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({ kind: 'answered', status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    outgoing.on('error', (error) => resolve({ kind: 'failed', detail: error.message }));
    outgoing.end(body);
  });
}

/** The same bytes with one bit of the middle changed, after signing. */
export function withFlippedBit(body: Buffer): Buffer {
  const flipped = Buffer.from(body);
  const middle = Math.floor(flipped.length / 2);
  flipped[middle] = (flipped[middle] ?? 0) ^ 1;
  return flipped;
}
