import { request } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How an exchange ended without a whole answer. */
export class BrokenExchange extends Error {
  readonly kind: 'reset' | 'truncated' | 'timeout';
  readonly received: string;

  constructor(kind: 'reset' | 'truncated' | 'timeout', received = '') {
    super(`exchange ended: ${kind}`);
    this.kind = kind;
    this.received = received;
  }
}

/** One POST over a fresh connection, telling resets, cut bodies and silence apart. */
export function postRaw(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs = 3_000,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent: false, timeout: timeoutMs }, (incoming) => {
      let received = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (received += chunk));
      incoming.on('error', () => reject(new BrokenExchange('truncated', received)));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
          body: received,
        }),
      );
    });
    outgoing.on('timeout', () => {
      reject(new BrokenExchange('timeout'));
      outgoing.destroy();
    });
    outgoing.on('error', () => reject(new BrokenExchange('reset')));
    outgoing.end(body);
  });
}

/** The way an exchange broke, or `whole` when it did not. */
export async function endingOf(exchange: Promise<unknown>): Promise<'whole' | BrokenExchange['kind']> {
  try {
    await exchange;
    return 'whole';
  } catch (error) {
    if (error instanceof BrokenExchange) return error.kind;
    throw error;
  }
}
