import { answerError, answerJson } from '#main/host/node/answers.ts';
import type { HandleRequest } from '#main/host/node/host-server.ts';
import type { RateLimit } from '#main/host/node/rate-limit.ts';
import type { HostedWorkstation } from '#main/host/hosted-workstation.ts';
import type { ServeApi } from '#main/rpc/serve-api.ts';

export interface ApiHandlerOptions {
  readonly workstation: Pick<HostedWorkstation, 'sessions' | 'verifyToken'>;
  readonly serveApi: ServeApi;
  readonly rateLimit: RateLimit;
  readonly document: () => Promise<object>;
}

/**
 * `/api/...`: bearer tokens only. A window's cookie counts for nothing here, so no page can be tricked into a call.
 * The document itself holds nothing of the shop and is open to whatever runs on this machine.
 */
export function createApiHandler({ workstation, serveApi, rateLimit, document }: ApiHandlerOptions): HandleRequest {
  return async (request, response, path) => {
    if (path === '/api/openapi.json' && request.method === 'GET') return answerJson(response, 200, await document());
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
    const verified = token === undefined ? null : workstation.verifyToken(token);
    if (!verified) {
      response.setHeader('www-authenticate', 'Bearer realm="packbench"');
      return answerError(response, 'ERR_AUTH_TOKEN_INVALID');
    }
    const retryAfterS = rateLimit(verified.id);
    if (retryAfterS > 0) {
      response.setHeader('retry-after', retryAfterS);
      return answerError(response, 'ERR_AUTH_RATE_LIMITED', { retryAfterS });
    }
    response.setHeader('cache-control', 'no-store');
    const served = await serveApi(request, response, workstation.sessions.api(verified));
    if (!served) answerError(response, 'ERR_HOST_NOT_FOUND');
  };
}
