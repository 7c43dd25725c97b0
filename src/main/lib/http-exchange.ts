import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Agent as HttpAgent, ClientRequest, IncomingMessage } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Clock } from '#core/kernel/clock.ts';
import type { HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';

export interface ExchangeOptions {
  readonly clock: Clock;
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

/**
 * One request on the wire, told apart as the product needs it: `not_sent` while no connection (for TLS: no handshake)
 * stood, because then not one byte of the request left; `no_answer` from that moment on. Redirects are answers, so that
 * signed parameters never travel to a host that nobody named. Bodies come as sent: no compression is asked for.
 */
export function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpOutcome> {
  if (request.signal?.aborted) return Promise.resolve({ kind: 'not_sent', detail: 'aborted' });
  return new Promise((resolve) => {
    let connected = false;
    let answering = false;
    const failed = (detail: string): HttpOutcome =>
      connected ? { kind: 'no_answer', detail, truncated: answering } : { kind: 'not_sent', detail };

    let outgoing: ClientRequest;
    try {
      outgoing = open(request, options.agents);
    } catch (error) {
      return resolve(failed(errorDetail(error)));
    }

    const settle = (outcome: HttpOutcome): void => {
      clearTimeout(deadline);
      request.signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const giveUp = (detail: string): void => {
      settle(failed(detail));
      outgoing.destroy();
    };
    const onAbort = (): void => giveUp('aborted');
    const deadline = setTimeout(() => giveUp(`no complete answer within ${options.timeoutMs} ms`), options.timeoutMs);
    request.signal?.addEventListener('abort', onAbort, { once: true });

    whenConnected(outgoing, () => (connected = true));
    outgoing.on('error', (error) => settle(failed(errorDetail(error))));
    outgoing.on('response', (incoming) => {
      answering = true;
      collect(incoming, options.maxBodyBytes, giveUp, (body) =>
        settle({
          kind: 'answer',
          status: incoming.statusCode ?? 0,
          headers: flatten(incoming),
          body,
          receivedAtMs: options.clock.nowMs(),
        }),
      );
    });
    outgoing.end(request.body);
  });
}

function open(request: HttpRequest, agents: ExchangeOptions['agents']): ClientRequest {
  const url = new URL(request.url);
  const common = { method: request.method, headers: { ...request.headers } };
  const own = request.connection === 'fresh';
  if (url.protocol === 'https:') return requestHttps(url, { ...common, agent: own ? false : agents.https });
  if (url.protocol === 'http:') return requestHttp(url, { ...common, agent: own ? false : agents.http });
  throw new Error(`unsupported protocol ${url.protocol}`);
}

function whenConnected(outgoing: ClientRequest, note: () => void): void {
  outgoing.on('socket', (socket) => {
    if (!socket.connecting) return note();
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', note);
  });
}

function collect(
  incoming: IncomingMessage,
  maxBytes: number,
  giveUp: (detail: string) => void,
  done: (body: Uint8Array) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) return giveUp(`answer larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  });
  incoming.on('error', (error) => giveUp(errorDetail(error)));
  incoming.on('end', () => (incoming.complete ? done(Buffer.concat(chunks, size)) : giveUp('answer cut short')));
  // A socket that dies between headers and body may end without `end` and without `error`.
  incoming.on('close', () => {
    if (!incoming.complete) giveUp('answer cut short');
  });
}

function flatten(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/** Codes such as ECONNRESET; never the message of an unknown error, which may quote a header. */
function errorDetail(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
