import { answerError, answerJson } from '#main/host/node/answers.ts';
import type { HandleRequest } from '#main/host/node/host-server.ts';
import { readBody } from '#main/host/node/read-body.ts';
import type { HostedWorkstation } from '#main/host/hosted-workstation.ts';

/** Largest webhook known is a Shopify order of several hundred lines, below 1 MB. */
const MAX_PUSH_BYTES = 2 << 20;

/**
 * `/push/{shopId}`: a channel's webhook, usually through a tunnel. Its signature is its proof; it is answered after
 * commit alone, so that the channel repeats what was not stored.
 */
export function createPushHandler(receivePush: HostedWorkstation['receivePush']): HandleRequest {
  return async (request, response, path) => {
    const shopId = /^\/push\/([\w-]{1,64})$/.exec(path)?.[1];
    const { method } = request;
    if (shopId === undefined || (method !== 'POST' && method !== 'GET'))
      return answerError(response, 'ERR_HOST_NOT_FOUND');
    const body = method === 'GET' ? new Uint8Array() : new Uint8Array(await readBody(request, MAX_PUSH_BYTES));
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    );
    const query = Object.fromEntries(new URL(request.url ?? '', 'http://push').searchParams);
    const { answer } = await receivePush(shopId, { method, query, headers: Object.fromEntries(headers), body });
    if (answer === null) return answerJson(response, 200, { ok: true });
    response.writeHead(200, { 'content-type': answer.contentType }).end(answer.body);
  };
}
