import type { HttpRequest } from '#main/lib/http-client.ts';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { failureOf, shapeFailure } from '#main/plugins/channels/call-failures.ts';
import { createFreshAccess } from '#main/plugins/channels/fresh-access.ts';
import { exchangeJson, unexpected } from '#main/plugins/channels/exchange-json.ts';
import { faultOfError, isTokenError } from '#main/plugins/channels/wechat-shop/error-table.ts';
import { Envelope, TokenAnswer } from '#main/plugins/channels/wechat-shop/schemas.ts';
import type { WechatShopContext, WechatShopCredentials } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import type { AccessTerm } from '#main/plugins/channels/channel-connector.ts';
import type { z } from 'zod';

/** An answer with the exact bytes; a failure keeps them when the platform itself said no. */
export type WechatReply<T> =
  | { readonly ok: true; readonly value: T; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PluginFailure; readonly body: Uint8Array | null };

export interface WechatCall<T> {
  /** For example `/channels/ec/order/get`. */
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<T>;
}

type Access = NonNullable<WechatShopCredentials['access']>;

const TOKEN_PATH = '/cgi-bin/stable_token';

/** Reads, repeating while it may. */
export function readWechat<T>(context: WechatShopContext, call: WechatCall<T>): Promise<WechatReply<T>> {
  return repeatRead(() => withToken(context, call, 'read'), { signal: context.signal });
}

/** Changes something: one try, over a connection of its own. */
export function writeWechat<T>(context: WechatShopContext, call: WechatCall<T>): Promise<WechatReply<T>> {
  return withToken(context, call, 'write');
}

const withAccess = createFreshAccess<Access, Extract<WechatReply<never>, { ok: false }>>();

function withToken<T>(context: WechatShopContext, call: WechatCall<T>, effect: CallEffect): Promise<WechatReply<T>> {
  const { credentials, clock } = context;
  const { access } = credentials;
  return withAccess<WechatReply<T>>(credentials, {
    held: access && access.untilMs > clock.nowMs() ? access : null,
    send: ({ token }) => post(context, call, effect, token),
    async ask() {
      const asked = await askForToken(context);
      return asked.ok ? { ok: true, access: asked.value } : { ok: false, denial: asked };
    },
    isTurnedAway: ({ vendorCode }) => isTokenError(vendorCode),
  });
}

/** The same token is answered for as long as it is good, so asking often does no harm; it is never asked for by force. */
async function askForToken(context: WechatShopContext): Promise<WechatReply<Access>> {
  const { appId, appSecret } = context.credentials;
  const fields = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: false };
  const reply = await post(context, { path: TOKEN_PATH, fields, answer: TokenAnswer }, 'read', null);
  if (!reply.ok) return reply;
  const untilMs = context.clock.nowMs() + reply.value.expires_in * 1000;
  return { ...reply, value: { token: reply.value.access_token, untilMs } };
}

async function post<T>(
  context: WechatShopContext,
  call: WechatCall<T>,
  effect: CallEffect,
  token: string | null,
): Promise<WechatReply<T>> {
  const { config, signal } = context;
  const query = token === null ? '' : `?${new URLSearchParams({ access_token: token }).toString()}`;
  const request: HttpRequest = {
    method: 'POST',
    url: `${config.gatewayUrl.replace(/\/+$/, '')}${call.path}${query}`,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: JSON.stringify(call.fields),
    timeoutMs: config.requestTimeoutMs,
    signal,
    operation: call.path,
  };
  const reading = await exchangeJson(context, request, effect);
  if (!reading.ok) return reading;
  const envelope = Envelope.safeParse(reading.json);
  if (!envelope.success)
    return { ok: false, failure: shapeFailure(`${call.path}: no errcode in the answer`, effect), body: null };
  const { errcode, errmsg } = envelope.data;
  if (errcode !== '0') {
    const failure = failureOf(faultOfError(errcode), effect, { vendorCode: errcode, vendorText: errmsg });
    return { ok: false, failure, body: reading.body };
  }
  const answer = call.answer.safeParse(reading.json);
  if (answer.success) return { ok: true, value: answer.data, body: reading.body };
  return unexpected(call.path, answer.error, effect);
}

/** Access that was never asked for has ended already; id and secret renew it for as long as they stand. */
export function wechatAccessTerm(credentials: WechatShopCredentials): AccessTerm | null {
  return { accessUntilMs: credentials.access?.untilMs ?? 0, refreshUntilMs: null };
}

export async function refreshWechatAccess(context: WechatShopContext): Promise<PluginResult<WechatShopCredentials>> {
  const reply = await askForToken(context);
  return reply.ok ? succeeded({ ...context.credentials, access: reply.value }) : failed(reply.failure);
}
