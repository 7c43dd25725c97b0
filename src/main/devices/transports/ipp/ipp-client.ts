import { request as requestHttp } from 'node:http';
import type { ClientRequest } from 'node:http';
import { request as requestHttps } from 'node:https';
import { decodeIpp, encodeIpp } from '#main/devices/transports/ipp/ipp-message.ts';
import type { IppAnswer, IppAttribute } from '#main/devices/transports/ipp/ipp-message.ts';

/** Why there is no answer, and whether the other side may have got the request all the same. */
export class IppFailure extends Error {
  readonly code: string;
  readonly mayHaveArrived: boolean;

  constructor(code: string, mayHaveArrived: boolean) {
    super(code);
    this.code = code;
    this.mayHaveArrived = mayHaveArrived;
  }
}

export interface IppCall {
  readonly operation: number;
  readonly attributes: readonly IppAttribute[];
  readonly document?: Uint8Array;
  readonly timeoutMs: number;
}

/** One printer queue, asked over HTTP (RFC 8010): every operation is a POST of its own. */
export interface IppClient {
  /** @throws IppFailure */
  call(call: IppCall): Promise<IppAnswer>;
}

const DEFAULT_PORT = 631;
const LONGEST_ANSWER_BYTES = 4 * 1024 * 1024;
/** Failures of the way there: the request has not been read by anyone. */
const NEVER_ARRIVED = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'];

export function createIppClient(uri: string): IppClient {
  const { protocol, hostname, port, pathname } = new URL(uri);
  let requestId = 0;
  return {
    call({ operation, attributes, document = new Uint8Array(), timeoutMs }) {
      requestId += 1;
      const head = encodeIpp({
        operation,
        requestId,
        operationAttributes: [
          { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] },
          { tag: 'language', name: 'attributes-natural-language', values: ['en'] },
          ...attributes,
        ],
      });
      const send = protocol === 'ipps:' ? requestHttps : requestHttp;
      const request = send({
        method: 'POST',
        hostname,
        port: port === '' ? DEFAULT_PORT : Number(port),
        path: pathname,
        // A kept connection may be gone by the next question, and then nobody knows what has arrived.
        agent: false,
        headers: { 'content-type': 'application/ipp', 'content-length': head.length + document.length },
      });
      return exchange(request, Buffer.concat([head, document]), timeoutMs);
    },
  };
}

function exchange(request: ClientRequest, body: Buffer, timeoutMs: number): Promise<IppAnswer> {
  return new Promise((resolve, reject) => {
    let isConnected = false;
    const fail = (code: string, mayHaveArrived: boolean): void => {
      clearTimeout(timer);
      request.destroy();
      reject(new IppFailure(code, mayHaveArrived));
    };
    const timer = setTimeout(() => fail('no answer in time', isConnected), timeoutMs);
    request.on('socket', (socket) => socket.once('connect', () => (isConnected = true)));
    request.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.message;
      fail(code, isConnected && !NEVER_ARRIVED.includes(code));
    });
    request.on('response', (response) => {
      // A server that refuses has not printed.
      if (response.statusCode !== 200) return fail(`HTTP ${response.statusCode}`, false);
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length > LONGEST_ANSWER_BYTES) return fail('answer too long', true);
        parts.push(part);
      });
      response.on('error', (error) => fail(error.message, true));
      response.on('end', () => {
        clearTimeout(timer);
        try {
          resolve(decodeIpp(Buffer.concat(parts)));
        } catch {
          fail('not an IPP answer', true);
        }
      });
    });
    request.end(body);
  });
}
