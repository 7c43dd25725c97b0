import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpRequest } from '#main/lib/http-client.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { failureOf, shapeFailure } from '#main/plugins/channels/call-failures.ts';
import { exchangeJson, unexpected } from '#main/plugins/channels/exchange-json.ts';
import { withSignatureUpgrade } from '#main/plugins/channels/signature-upgrade.ts';
import { faultOfError } from '#main/plugins/channels/douyin/error-table.ts';
import { Envelope } from '#main/plugins/channels/douyin/schemas.ts';
import type { DouyinContext } from '#main/plugins/channels/douyin/schemas.ts';
import { canonicalParamJson, signDouyin } from '#main/plugins/channels/douyin/sign.ts';
import type { ParamObject, SignMethod } from '#main/plugins/channels/douyin/sign.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { z } from 'zod';

/** An answer with the exact bytes; a failure keeps them when the platform itself said no. */
export type DouyinReply<T> =
  | { readonly ok: true; readonly value: T; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PluginFailure; readonly body: Uint8Array | null };

export interface DouyinCall<T> {
  /** For example `order.searchList`. */
  readonly method: string;
  readonly params: ParamObject;
  /** Of the member `data`. */
  readonly answer: z.ZodType<T>;
  /** The two calls that hand out tokens are made without one. */
  readonly withoutToken?: boolean;
}

const VERSION = '2';
const SUCCESS = '10000';

/** Reads, repeating while it may. */
export function readDouyin<T>(context: DouyinContext, call: DouyinCall<T>): Promise<DouyinReply<T>> {
  return repeatRead(() => send(context, call, 'read'), { signal: context.signal });
}

/** Changes something: one try, over a connection of its own. */
export function writeDouyin<T>(context: DouyinContext, call: DouyinCall<T>): Promise<DouyinReply<T>> {
  return send(context, call, 'write');
}

function send<T>(context: DouyinContext, call: DouyinCall<T>, effect: CallEffect): Promise<DouyinReply<T>> {
  const { gatewayUrl, signMethod } = context.config;
  return withSignatureUpgrade({ gatewayUrl, appKey: context.credentials.appKey }, signMethod, async (method) => {
    const reply = await sendSigned(context, call, effect, method);
    return { reply, isSignatureRefused: !reply.ok && /signature/.test(reply.failure.vendorCode ?? '') };
  });
}

async function sendSigned<T>(
  context: DouyinContext,
  call: DouyinCall<T>,
  effect: CallEffect,
  signMethod: SignMethod,
): Promise<DouyinReply<T>> {
  const request = buildDouyinRequest(context, call, context.clock.nowMs(), signMethod);
  const reading = await exchangeJson(context, request, effect);
  if (!reading.ok) return reading;
  const envelope = Envelope.safeParse(reading.json);
  if (!envelope.success) {
    return { ok: false, failure: shapeFailure(`${call.method}: no code in the answer`, effect), body: null };
  }
  const { code, err_no: errNo, sub_code: subCode } = envelope.data;
  if (code === undefined ? errNo !== '0' : code !== SUCCESS) {
    const vendorCode = code ?? errNo ?? '';
    const failure = failureOf(faultOfError(vendorCode, subCode), effect, {
      vendorCode: subCode === '' ? vendorCode : `${vendorCode} ${subCode}`,
      vendorText: envelope.data.sub_msg || envelope.data.msg || envelope.data.message,
    });
    return { ok: false, failure, body: reading.body };
  }
  const answer = call.answer.safeParse(dataOf(reading.json));
  if (answer.success) return { ok: true, value: answer.data, body: reading.body };
  return unexpected(call.method, answer.error, effect);
}

/** The signed form of one call: the common parameters stand in the query, the canonical business parameters are the body. */
export function buildDouyinRequest(
  context: Pick<DouyinContext, 'config' | 'credentials' | 'signal'>,
  call: Pick<DouyinCall<unknown>, 'method' | 'params' | 'withoutToken'>,
  nowMs: UtcMs,
  signMethod: SignMethod = context.config.signMethod,
): HttpRequest {
  const { config, credentials } = context;
  const paramJson = canonicalParamJson(call.params);
  const timestamp = String(Math.floor(nowMs / 1000));
  const signed = { appKey: credentials.appKey, method: call.method, paramJson, timestamp, version: VERSION };
  const query = new URLSearchParams({
    method: call.method,
    app_key: credentials.appKey,
    ...(call.withoutToken ? {} : { access_token: credentials.accessToken }),
    timestamp,
    v: VERSION,
    sign: signDouyin(signed, credentials.appSecret, signMethod),
    sign_method: signMethod,
  });
  const gateway = config.gatewayUrl.replace(/\/+$/, '');
  return {
    method: 'POST',
    url: `${gateway}/${call.method.replaceAll('.', '/')}?${query.toString()}`,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: paramJson,
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: call.method,
  };
}

function dataOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null ? Reflect.get(json, 'data') : undefined;
}
