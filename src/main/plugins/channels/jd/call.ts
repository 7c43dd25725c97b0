import type { z } from 'zod';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpRequest } from '#main/lib/http-client.ts';
import { sliceValue } from '#main/lib/http-json-slices.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { exchangeJson, memberOf, unexpected } from '#main/plugins/channels/exchange-json.ts';
import { vendorFailure } from '#main/plugins/channels/jd/failures.ts';
import { JdError } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import { signJd } from '#main/plugins/channels/jd/sign.ts';
import { JD_OFFSET_MINUTES } from '#main/plugins/channels/jd/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { formatFixedOffset } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** An answer of JD; `body` are the exact bytes below its root key. */
export type JdReply<T> =
  | { readonly ok: true; readonly value: T; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PluginFailure };

export interface JdCall<T> {
  /** For example `jingdong.pop.order.enSearch`. */
  readonly method: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly answer: z.ZodType<T>;
}

/** Reads from JD, repeating while it may. */
export function readJd<T>(context: JdContext, call: JdCall<T>): Promise<JdReply<T>> {
  return repeatRead(() => send(context, call, 'read'), { signal: context.signal });
}

/** Changes something at JD: one try, over a connection of its own. */
export function writeJd<T>(context: JdContext, call: JdCall<T>): Promise<JdReply<T>> {
  return send(context, call, 'write');
}

async function send<T>(context: JdContext, call: JdCall<T>, effect: CallEffect): Promise<JdReply<T>> {
  const request = buildJdRequest(context, call, context.clock.nowMs());
  const reading = await exchangeJson(context, request, effect);
  if (!reading.ok) return reading;
  const error = JdError.safeParse(reading.json);
  if (error.success) return { ok: false, failure: vendorFailure(error.data.error_response) };
  const root = answerKey(call.method);
  const content = memberOf(reading.json, root);
  const code = memberOf(content, 'code');
  if (code !== undefined && String(code) !== '0')
    return { ok: false, failure: refusal(String(code), `code ${String(code)}`) };
  const answer = call.answer.safeParse(content);
  if (answer.success)
    return { ok: true, value: answer.data, body: sliceValue(reading.body, [root]) ?? new Uint8Array() };
  return unexpected(call.method, answer.error, effect);
}

/** The signed form of one call. Business parameters travel as one JSON text, which is signed as it is sent. */
export function buildJdRequest(
  context: Pick<JdContext, 'config' | 'credentials' | 'signal'>,
  call: Pick<JdCall<unknown>, 'method' | 'parameters'>,
  nowMs: UtcMs,
): HttpRequest {
  const { config, credentials } = context;
  const parameters: Record<string, string> = {
    '360buy_param_json': JSON.stringify(call.parameters),
    method: call.method,
    app_key: credentials.appKey,
    access_token: credentials.accessToken,
    timestamp: formatFixedOffset(nowMs, JD_OFFSET_MINUTES),
    v: '2.0',
  };
  const sign = signJd(parameters, credentials.appSecret);
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

/** `jingdong.pop.order.get` -> `jingdong_pop_order_get_responce`, with JD's own spelling. */
export function answerKey(method: string): string {
  return `${method.replaceAll('.', '_')}_responce`;
}
