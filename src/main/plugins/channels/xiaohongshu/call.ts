import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpRequest } from '#main/lib/http-client.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { failureOf, shapeFailure } from '#main/plugins/channels/call-failures.ts';
import { exchangeJson, unexpected } from '#main/plugins/channels/exchange-json.ts';
import { faultOfError } from '#main/plugins/channels/xiaohongshu/error-table.ts';
import { Envelope } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { XiaohongshuContext } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { signXiaohongshu } from '#main/plugins/channels/xiaohongshu/sign.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { z } from 'zod';

/** An answer with the exact bytes; a failure keeps them when the platform itself said no. */
export type XiaohongshuReply<T> =
  | { readonly ok: true; readonly value: T; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PluginFailure; readonly body: Uint8Array | null };

export interface XiaohongshuCall<T> {
  /** For example `order.getOrderList`. */
  readonly method: string;
  /** Stand flat beside the common parameters. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Of the member `data`. */
  readonly answer: z.ZodType<T>;
  readonly withoutToken?: boolean;
}

const VERSION = '2.0';

/** Reads, repeating while it may. */
export function readXiaohongshu<T>(
  context: XiaohongshuContext,
  call: XiaohongshuCall<T>,
): Promise<XiaohongshuReply<T>> {
  return repeatRead(() => send(context, call, 'read'), { signal: context.signal });
}

/** Changes something: one try, over a connection of its own. */
export function writeXiaohongshu<T>(
  context: XiaohongshuContext,
  call: XiaohongshuCall<T>,
): Promise<XiaohongshuReply<T>> {
  return send(context, call, 'write');
}

async function send<T>(
  context: XiaohongshuContext,
  call: XiaohongshuCall<T>,
  effect: CallEffect,
): Promise<XiaohongshuReply<T>> {
  const request = buildXiaohongshuRequest(context, call, context.clock.nowMs());
  const reading = await exchangeJson(context, request, effect);
  if (!reading.ok) return reading;
  const envelope = Envelope.safeParse(reading.json);
  if (!envelope.success)
    return { ok: false, failure: shapeFailure(`${call.method}: no outcome in the answer`, effect), body: null };
  const vendorCode = envelope.data.error_code ?? envelope.data.code ?? '0';
  if (vendorCode !== '0' || envelope.data.success === false) {
    const vendorText = envelope.data.error_msg || envelope.data.msg;
    const failure = failureOf(faultOfError(vendorCode, vendorText), effect, { vendorCode, vendorText });
    return { ok: false, failure, body: reading.body };
  }
  const data: unknown =
    typeof reading.json === 'object' && reading.json !== null ? Reflect.get(reading.json, 'data') : null;
  const answer = call.answer.safeParse(data);
  if (answer.success) return { ok: true, value: answer.data, body: reading.body };
  return unexpected(call.method, answer.error, effect);
}

/** The signed form of one call: common and business parameters together in one JSON body. */
export function buildXiaohongshuRequest(
  context: Pick<XiaohongshuContext, 'config' | 'credentials' | 'signal'>,
  call: Pick<XiaohongshuCall<unknown>, 'method' | 'fields' | 'withoutToken'>,
  nowMs: UtcMs,
): HttpRequest {
  const { config, credentials } = context;
  const common = {
    method: call.method,
    appId: credentials.appId,
    timestamp: String(Math.floor(nowMs / 1000)),
    version: VERSION,
  };
  const body = JSON.stringify({
    ...call.fields,
    ...common,
    sign: signXiaohongshu(common, credentials.appSecret),
    ...(call.withoutToken ? {} : { accessToken: credentials.accessToken }),
  });
  return {
    method: 'POST',
    url: config.gatewayUrl,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body,
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: call.method,
  };
}
