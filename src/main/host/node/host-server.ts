import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerError, answerThrown } from '#main/host/node/answers.ts';
import { isMeantForUs, isTypedAsLocalhost } from '#main/host/node/request-guard.ts';
import type { OwnAddress } from '#main/host/node/request-guard.ts';
import { securityHeaders } from '#main/host/node/security-headers.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Answers a request; throws AppError for everything that is refused. */
export type HandleRequest = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void> | void;

export interface HostServerOptions {
  readonly log: UseCaseLog;
  readonly newTraceId: () => string;
  /** First part of the path, e.g. `api` for `/api/orders`, to its handler; `''` takes the rest. */
  readonly handlers: Readonly<Record<string, HandleRequest>>;
  /** Parts that other machines reach through a tunnel, under a name of its own, and that prove themselves by a signature. */
  readonly signedParts: ReadonlySet<string>;
}

/** Headers and bodies that come drop by drop must not hold a connection for ever. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;

/** The HTTP server of the Node host, before anything is known about who asks: own address, headers, coded failures. */
export function createHostServer(own: () => OwnAddress, options: HostServerOptions): Server {
  const server = createServer((request, response) => {
    answer(request, response, own(), options).catch((thrown: unknown) => {
      const traceId = options.newTraceId();
      if (!(thrown instanceof AppError))
        options.log.error({ error: String(thrown), traceId }, 'Request failed by a defect');
      answerThrown(response, thrown, traceId);
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  own: OwnAddress,
  { handlers, signedParts, log }: HostServerOptions,
): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders(own))) response.setHeader(name, value);
  const path = pathOf(request);
  const part = path.split('/')[1] ?? '';
  const handle = handlers[part] ?? handlers[''];
  if (!signedParts.has(part) && !isMeantForUs(request, own)) {
    if (handle === handlers[''] && isTypedAsLocalhost(request, own))
      return void response.writeHead(307, { location: `${own.origin}${path}`, 'cache-control': 'no-store' }).end();
    log.warn({ host: request.headers.host, origin: request.headers.origin, path }, 'Request from elsewhere refused');
    return answerError(response, 'ERR_HOST_ORIGIN_REFUSED', { address: own.origin });
  }
  await handle?.(request, response, path);
}

/** Path as it was sent, not normalised: whoever serves files checks it. @throws AppError when it is no path at all. */
export function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? '').split(/[?#]/)[0] ?? '';
  if (!path.startsWith('/')) throw new AppError('ERR_HOST_INPUT_INVALID', { field: 'url', detail: 'not a path' });
  return path;
}

/** Query of a request. */
export function queryOf(request: IncomingMessage): URLSearchParams {
  return new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
}

/** Listens on the loopback address alone. @throws AppError ERR_HOST_PORT_TAKEN when another program has that port. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new AppError('ERR_HOST_PORT_TAKEN', { port }, { cause: error }) : error),
    );
    server.listen(port, '127.0.0.1', () => resolve(boundPort(server.address())));
  });
}

function boundPort(address: string | AddressInfo | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
  return address.port;
}
