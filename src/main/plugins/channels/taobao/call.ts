import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpRequest } from '#main/lib/http-client.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { exchangeJson, memberOf, unexpected } from '#main/plugins/channels/exchange-json.ts';
import { withSignatureUpgrade } from '#main/plugins/channels/signature-upgrade.ts';
import { vendorFailure } from '#main/plugins/channels/taobao/failures.ts';
import { TopError } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import { signTop } from '#main/plugins/channels/taobao/sign.ts';
import type { SignMethod } from '#main/plugins/channels/taobao/sign.ts';
import { ERROR, TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { formatFixedOffset } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { z } from 'zod';

/** An answer of TOP with the exact bytes; a failure keeps them when the vendor itself said no. */
export type TopReply<T> =
  | { readonly ok: true; readonly value: T; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PluginFailure; readonly body: Uint8Array | null };

export interface TopCall<T> {
  /** For example `taobao.trade.fullinfo.get`. */
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly answer: z.ZodType<T>;
  /** The calls that hand out tokens are made without one. */
  readonly withoutSession?: boolean;
}

/** Reads from TOP, repeating while it may. */
export function readTop<T>(context: TaobaoContext, call: TopCall<T>): Promise<TopReply<T>> {
  return repeatRead(() => send(context, call, 'read'), { signal: context.signal });
}

/** Changes something at TOP: one try, over a connection of its own. */
export function writeTop<T>(context: TaobaoContext, call: TopCall<T>): Promise<TopReply<T>> {
  return send(context, call, 'write');
}

function send<T>(context: TaobaoContext, call: TopCall<T>, effect: CallEffect): Promise<TopReply<T>> {
  const { gatewayUrl, signMethod } = context.config;
  return withSignatureUpgrade({ gatewayUrl, appKey: context.credentials.appKey }, signMethod, async (method) => {
    const reply = await sendSigned(context, call, effect, method);
    return { reply, isSignatureRefused: !reply.ok && reply.failure.vendorCode === ERROR.signature };
  });
}

async function sendSigned<T>(
  context: TaobaoContext,
  call: TopCall<T>,
  effect: CallEffect,
  signMethod: SignMethod,
): Promise<TopReply<T>> {
  const request = buildTopRequest(context, call, context.clock.nowMs(), signMethod);
  const reading = await exchangeJson(context, request, effect);
  if (!reading.ok) return reading;
  const error = TopError.safeParse(reading.json);
  if (error.success) {
    const failure = vendorFailure(error.data.error_response, effect, context.clock.nowMs());
    return { ok: false, failure, body: reading.body };
  }
  const answer = call.answer.safeParse(memberOf(reading.json, responseKey(call.method)));
  if (answer.success) return { ok: true, value: answer.data, body: reading.body };
  return unexpected(call.method, answer.error, effect);
}

/** The signed form of one call. TOP answers XML unless asked for JSON; its clock is UTC+8. */
export function buildTopRequest(
  context: Pick<TaobaoContext, 'config' | 'credentials' | 'signal'>,
  call: Pick<TopCall<unknown>, 'method' | 'parameters' | 'withoutSession'>,
  nowMs: UtcMs,
  signMethod: SignMethod = context.config.signMethod,
): HttpRequest {
  const { config, credentials } = context;
  const parameters: Record<string, string> = {
    ...call.parameters,
    method: call.method,
    app_key: credentials.appKey,
    ...(call.withoutSession ? {} : { session: credentials.sessionKey }),
    timestamp: formatFixedOffset(nowMs, TOP_OFFSET_MINUTES),
    format: 'json',
    v: '2.0',
    sign_method: signMethod,
  };
  const sign = signTop(parameters, credentials.appSecret, signMethod);
  return {
    method: 'POST',
    url: config.gatewayUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams({ ...parameters, sign }).toString(),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: call.method,
  };
}

/** `taobao.trade.fullinfo.get` -> `trade_fullinfo_get_response`. */
export function responseKey(method: string): string {
  return `${method.replace(/^taobao\./, '').replaceAll('.', '_')}_response`;
}
