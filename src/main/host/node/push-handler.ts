import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerError, answerJson } from '#main/host/node/answers.ts';
import type { HandleRequest } from '#main/host/node/host-server.ts';
import { readBody } from '#main/host/node/read-body.ts';
import type { HostedWorkstation } from '#main/host/hosted-workstation.ts';

/** Largest webhook known is a Shopify order of several hundred lines, below 1 MB. */
const MAX_PUSH_BYTES = 2 << 20;

/**
 * `/push/{shopId}`: a channel's webhook, usually through a tunnel. Its signature is its proof; it is answered after
 * commit alone, so that the channel repeats what was not stored. `/push/pay/{accountId}`: a payment provider's callback.
 */
export function createPushHandler(
  workstation: Pick<HostedWorkstation, 'receivePush' | 'receivePayment'>,
): HandleRequest {
  return async (request, response, path) => {
    const accountId = /^\/push\/pay\/([\w-]{1,64})$/.exec(path)?.[1];
    if (accountId !== undefined) return takePayment(workstation, accountId, request, response);
    const shopId = /^\/push\/([\w-]{1,64})$/.exec(path)?.[1];
    const { method } = request;
    if (shopId === undefined || (method !== 'POST' && method !== 'GET'))
      return answerError(response, 'ERR_HOST_NOT_FOUND');
    const body = method === 'GET' ? new Uint8Array() : new Uint8Array(await readBody(request, MAX_PUSH_BYTES));
    const query = Object.fromEntries(new URL(request.url ?? '', 'http://push').searchParams);
    const { answer } = await workstation.receivePush(shopId, { method, query, headers: headersOf(request), body });
    if (answer === null) return answerJson(response, 200, { ok: true });
    response.writeHead(200, { 'content-type': answer.contentType }).end(answer.body);
  };
}

async function takePayment(
  workstation: Pick<HostedWorkstation, 'receivePayment'>,
  accountId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return answerError(response, 'ERR_HOST_NOT_FOUND');
  const body = new Uint8Array(await readBody(request, MAX_PUSH_BYTES));
  const { answer } = await workstation.receivePayment(accountId, { headers: headersOf(request), body });
  if (answer.status === 204) response.writeHead(204).end();
  else response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
