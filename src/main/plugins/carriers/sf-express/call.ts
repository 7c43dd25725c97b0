import { randomUUID } from 'node:crypto';
import type { HttpRequest } from '#main/lib/http-client.ts';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { sfDigest } from '#main/plugins/carriers/sf-express/digest.ts';
import {
  innerFailure,
  outerFailure,
  shapeFailure,
  transportFailure,
} from '#main/plugins/carriers/sf-express/failures.ts';
import { Business, Envelope } from '#main/plugins/carriers/sf-express/schemas.ts';
import type { SfExpressContext } from '#main/plugins/carriers/sf-express/schemas.ts';
import { INNER, OUTER } from '#main/plugins/carriers/sf-express/units.ts';
import type { SfService } from '#main/plugins/carriers/sf-express/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** `msgData` of a business success, or what went wrong at whichever level. */
export type SfReply =
  | { readonly ok: true; readonly msgData: unknown }
  | { readonly ok: false; readonly failure: PluginFailure };

export function readSf(context: SfExpressContext, service: SfService, message: object): Promise<SfReply> {
  return repeatRead(() => send(context, service, message, 'read'), { signal: context.signal });
}

/** One try over a connection of its own. */
export function writeSf(context: SfExpressContext, service: SfService, message: object): Promise<SfReply> {
  return send(context, service, message, 'write');
}

async function send(
  context: SfExpressContext,
  service: SfService,
  message: object,
  effect: CallEffect,
): Promise<SfReply> {
  const request = buildSfRequest(context, service, message, { nowMs: context.clock.nowMs(), requestId: randomUUID() });
  const outcome = await context.http.send({ ...request, ...(effect === 'write' ? { connection: 'fresh' } : {}) });
  const reading = readJsonOutcome(outcome);
  if (reading.kind === 'fault') return { ok: false, failure: transportFailure(reading, effect) };
  return readSfAnswer(reading.json, effect);
}

/** Both levels must be checked: the gateway's code, then the business answer inside `apiResultData`. */
function readSfAnswer(json: unknown, effect: CallEffect): SfReply {
  const outer = Envelope.safeParse(json);
  if (!outer.success) return { ok: false, failure: shapeFailure('no SF envelope', effect) };
  const { apiResultCode, apiErrorMsg, apiResultData } = outer.data;
  if (apiResultCode !== OUTER.ok) return { ok: false, failure: outerFailure(apiResultCode, apiErrorMsg, effect) };
  const inner = Business.safeParse(typeof apiResultData === 'string' ? parseJson(apiResultData) : apiResultData);
  if (!inner.success) return { ok: false, failure: shapeFailure('apiResultData cannot be read', effect) };
  const { success, errorCode, errorMsg, msgData } = inner.data;
  if (success && errorCode === INNER.ok) return { ok: true, msgData };
  return { ok: false, failure: innerFailure(errorCode, errorMsg) };
}

/** The signed form; `msgData` is serialised once, signed and sent as that text. */
export function buildSfRequest(
  context: Pick<SfExpressContext, 'config' | 'credentials' | 'signal'>,
  service: SfService,
  message: object,
  stamp: { readonly nowMs: UtcMs; readonly requestId: string },
): HttpRequest {
  const { config, credentials } = context;
  const msgData = JSON.stringify(message);
  const timestamp = String(stamp.nowMs);
  const form = {
    partnerID: credentials.partnerId,
    requestID: stamp.requestId,
    serviceCode: service,
    timestamp,
    msgDigest: sfDigest(msgData, timestamp, credentials.checkWord, config.digestMode),
    msgData,
  };
  return {
    method: 'POST',
    url: config.gatewayUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams(form).toString(),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: service,
  };
}
