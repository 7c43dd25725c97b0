import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequest } from './answer-request.ts';
import type { EndpointFaults } from './answer-request.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { SimulatorAnswer } from './simulator-answer.ts';
import type { SimulatorClock } from './simulator-clock.ts';

export interface ReceivedRequest {
  readonly httpMethod: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
}

/** What a vendor adds to the shared server: names for its operations and the answers themselves. */
export interface SimulatorEndpoint {
  operationOf(request: ReceivedRequest): string;
  handle(request: ReceivedRequest, operation: string): SimulatorAnswer | Promise<SimulatorAnswer>;
  /** The vendor's own wording for being throttled and for an error inside HTTP 200. */
  vendorFault: EndpointFaults['vendorFault'];
}

export interface SimulatorServer {
  /** `http://127.0.0.1:<port>` without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Lets running answers finish for up to `graceMs`, then cuts what hangs. */
  close(graceMs?: number): Promise<void>;
}

export interface SimulatorServerOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  readonly clock: SimulatorClock;
  readonly log: RequestLog;
  readonly faults: EndpointFaults['switchboard'];
  readonly endpoint: SimulatorEndpoint;
}

/** Larger than any documented call; a runaway client must not fill memory. */
const MAX_BODY_BYTES = 20_000_000;

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new RangeError('request body is larger than 20 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function flatHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const target = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    httpMethod: incoming.method ?? 'GET',
    path: target.pathname,
    query: target.searchParams,
    headers: flatHeaders(incoming),
    rawBody: await readBody(incoming),
  };
}

/** Starts a loopback HTTP server whose every answer passes the fault switchboard and the request log. */
export async function startSimulatorServer(options: SimulatorServerOptions): Promise<SimulatorServer> {
  const { clock, log, endpoint } = options;
  const faults: EndpointFaults = { switchboard: options.faults, vendorFault: endpoint.vendorFault };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await receive(incoming);
    const operation = endpoint.operationOf(request);
    const entry: LoggedRequest = {
      atMs: clock.nowMs(),
      operation,
      httpMethod: request.httpMethod,
      path: request.path,
      headers: request.headers,
      body: request.rawBody.toString('utf8'),
      faults: [],
      status: undefined,
      outcome: 'open',
      answer: undefined,
    };
    log.add(entry);
    try {
      await answerRequest({
        faults,
        clock,
        response,
        entry,
        operation,
        handle: () => endpoint.handle(request, operation),
      });
    } catch (error) {
      entry.outcome = 'defect';
      entry.answer = error instanceof Error ? error.stack : String(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`simulator defect: ${entry.answer ?? ''}`);
    }
  }

  const server = createServer((incoming, response) => {
    // A client that goes away while its request is read is the client's affair.
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: (graceMs = 200) =>
      new Promise<void>((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
