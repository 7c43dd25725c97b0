import { createHash, timingSafeEqual } from 'node:crypto';
import { answerError, answerJson } from '#main/host/node/answers.ts';
import { CONTROL_HEADER } from '#main/host/node/ask-running-host.ts';
import type { NewTicket } from '#main/host/node/ask-running-host.ts';
import type { HandleRequest } from '#main/host/node/host-server.ts';

/** `/control/ticket`: hands one more ticket to whoever can read the control key in the data folder. */
export function createControlHandler(controlKey: string, newTicket: () => NewTicket): HandleRequest {
  return (request, response, path) => {
    const key = request.headers[CONTROL_HEADER];
    if (typeof key !== 'string' || !sameSecret(key, controlKey)) return answerError(response, 'ERR_AUTH_TOKEN_INVALID');
    if (path !== '/control/ticket' || request.method !== 'POST') return answerError(response, 'ERR_HOST_NOT_FOUND');
    answerJson(response, 200, newTicket());
  };
}

function sameSecret(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
