import { randomBytes } from 'node:crypto';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { failureOf } from '#main/plugins/channels/call-failures.ts';
import { baseOf, clientToken, storedToken } from '#main/plugins/channels/http-api/access.ts';
import { fillRequest } from '#main/plugins/channels/http-api/fill-request.ts';
import type { FilledRequest, Filling } from '#main/plugins/channels/http-api/fill-request.ts';
import { readAnswer } from '#main/plugins/channels/http-api/read-answer.ts';
import type { HttpReply } from '#main/plugins/channels/http-api/read-answer.ts';
import type { HttpApiContext } from '#main/plugins/channels/http-api/schemas.ts';
import { signRequest } from '#main/plugins/channels/http-api/sign.ts';
import { writeTime } from '#main/plugins/channels/http-api/times.ts';
import type { HttpTemplateRequest } from '#shared/model/http-template/http-request.ts';

export interface HttpCall {
  /** For traces and budgets: `orders.list`. */
  readonly name: string;
  readonly request: HttpTemplateRequest;
  readonly filling: Filling;
  /** The whole address instead of the request's own: a next page that an answer named. */
  readonly url?: URL;
}

/** Repeats while it may. */
export function readHttp(context: HttpApiContext, call: HttpCall): Promise<HttpReply> {
  return repeatRead(() => withAccess(context, call, 'read'), { signal: context.signal });
}

/** One try over a connection of its own. */
export function writeHttp(context: HttpApiContext, call: HttpCall): Promise<HttpReply> {
  return withAccess(context, call, 'write');
}

/**
 * With the access that is stored, where the template has such. Missing, over or turned away: a client's own credentials get new access
 * for this call, which does no harm; a refresh token is used by the renewal alone, because its first use may void it.
 */
async function withAccess(context: HttpApiContext, call: HttpCall, effect: CallEffect): Promise<HttpReply> {
  const { auth } = context.config.template;
  if (auth.kind !== 'oauth2') return send(context, call, effect, '');
  const stored = storedToken(context);
  if (stored !== null) {
    const reply = await send(context, call, effect, stored);
    if (reply.ok || reply.failure.kind !== 'auth' || auth.grant !== 'client_credentials') return reply;
  }
  if (auth.grant !== 'client_credentials') {
    const said = { vendorCode: null, vendorText: 'the access has ended and waits for its renewal' };
    return { ok: false, failure: failureOf('unauthorised', effect, said), isNotFound: false, body: null };
  }
  const token = await clientToken(context, stored);
  if (!token.ok) return { ok: false, failure: token.failure, isNotFound: false, body: null };
  const reply = await send(context, call, effect, token.value);
  if (reply.ok || reply.failure.kind !== 'auth') return reply;
  const next = await clientToken(context, token.value);
  return next.ok ? send(context, call, effect, next.value) : reply;
}

async function send(context: HttpApiContext, call: HttpCall, effect: CallEffect, token: string): Promise<HttpReply> {
  const { template } = context.config;
  const now = { now: writeTime(context.clock.nowMs(), template.timeFormat, template.zone) };
  const filled = fillRequest(baseOf(context), call.request, {
    ...call.filling,
    values: { ...now, ...call.filling.values },
  });
  const request = authorise(context, call.url ? { ...filled, url: call.url } : filled, token);
  const accept = template.response === 'xml' ? 'application/xml, text/xml' : 'application/json';
  const outcome = await context.http.send({
    method: request.method,
    url: request.url.href,
    headers: { accept, ...request.headers },
    ...(request.body === null ? {} : { body: request.body }),
    timeoutMs: template.timeoutMs,
    signal: context.signal,
    operation: `http-api.${call.name}`,
    ...(effect === 'write' ? { connection: 'fresh' as const } : {}),
  });
  return readAnswer(outcome, template, effect);
}

function authorise(context: HttpApiContext, request: FilledRequest, token: string): FilledRequest {
  const { auth, zone } = context.config.template;
  const { credentials } = context;
  const put = (place: 'header' | 'query', name: string, value: string): FilledRequest => {
    if (place === 'header') return { ...request, headers: { ...request.headers, [name.toLowerCase()]: value } };
    const url = new URL(request.url);
    url.searchParams.set(name, value);
    return { ...request, url };
  };
  switch (auth.kind) {
    case 'none':
      return request;
    case 'api_key':
      return put(auth.in, auth.name, `${auth.prefix}${credentials.apiKey ?? ''}`);
    case 'basic': {
      const pair = `${credentials.userName ?? ''}:${credentials.password ?? ''}`;
      return put('header', 'authorization', `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`);
    }
    case 'bearer':
      return put('header', 'authorization', `Bearer ${credentials.token ?? ''}`);
    case 'oauth2':
      return put(auth.tokenIn, auth.tokenName, `${auth.tokenPrefix}${token}`);
    case 'hmac':
      return signRequest(request, auth, {
        key: credentials.signingKey ?? '',
        secret: credentials.signingSecret ?? '',
        nowMs: context.clock.nowMs(),
        nonce: randomBytes(16).toString('hex'),
        zone,
      });
  }
}
