import type { z } from 'zod';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpRequest } from '#main/lib/http-client.ts';
import { sliceValue } from '#main/lib/http-json-slices.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { exchangeJson, memberOf, unexpected } from '#main/plugins/channels/exchange-json.ts';
import { vendorFailure } from '#main/plugins/channels/pinduoduo/failures.ts';
import { PddError } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { signPdd } from '#main/plugins/channels/pinduoduo/sign.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** An answer of Pinduoduo; `body` are the exact bytes below its root key. */
export type PddReply<T> =
  | { readonly ok: true; readonly value: T; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PluginFailure };

export interface PddCall<T> {
  /** For example `pdd.order.information.get`. */
  readonly type: string;
  /** Root key of the answer: each API has its own, which follows no rule. */
  readonly root: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly answer: z.ZodType<T>;
}

/** Reads from Pinduoduo, repeating while it may. */
export function readPdd<T>(context: PinduoduoContext, call: PddCall<T>): Promise<PddReply<T>> {
  return repeatRead(() => send(context, call, 'read'), { signal: context.signal });
}

/** Changes something at Pinduoduo: one try, over a connection of its own. */
export function writePdd<T>(context: PinduoduoContext, call: PddCall<T>): Promise<PddReply<T>> {
  return send(context, call, 'write');
}

async function send<T>(context: PinduoduoContext, call: PddCall<T>, effect: CallEffect): Promise<PddReply<T>> {
  const request = buildPddRequest(context, call, context.clock.nowMs());
  const reading = await exchangeJson(context, request, effect);
  if (!reading.ok) return reading;
  const error = PddError.safeParse(reading.json);
  if (error.success) return { ok: false, failure: vendorFailure(error.data.error_response, effect) };
  const answer = call.answer.safeParse(memberOf(reading.json, call.root));
  if (answer.success)
    return { ok: true, value: answer.data, body: sliceValue(reading.body, [call.root]) ?? new Uint8Array() };
  return unexpected(call.type, answer.error, effect);
}

/** The signed form of one call. The clock of requests is Unix seconds. */
export function buildPddRequest(
  context: Pick<PinduoduoContext, 'config' | 'credentials' | 'signal'>,
  call: Pick<PddCall<unknown>, 'type' | 'parameters'>,
  nowMs: UtcMs,
): HttpRequest {
  const { config, credentials } = context;
  const parameters: Record<string, string> = {
    ...call.parameters,
    type: call.type,
    client_id: credentials.clientId,
    access_token: credentials.accessToken,
    timestamp: String(Math.floor(nowMs / 1000)),
    data_type: 'JSON',
    version: 'V1',
  };
  const sign = signPdd(parameters, credentials.clientSecret);
  return {
    method: 'POST',
    url: config.gatewayUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams({ ...parameters, sign }).toString(),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: call.type,
  };
}
