import { randomBytes, sign } from 'node:crypto';
import type { z } from 'zod';
import { parseJson } from '#main/lib/http-json.ts';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import type { HttpFault } from '#main/lib/http-reading.ts';
import { readPrivateKey } from '#main/lib/key-text.ts';
import { queryFailure, untrusted } from '#main/plugins/payments/payment-failures.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { verifyWechatSignature } from '#main/plugins/payments/wechat-pay/platform-keys.ts';
import { WechatError } from '#main/plugins/payments/wechat-pay/schemas.ts';
import type { WechatPayContext } from '#main/plugins/payments/wechat-pay/schemas.ts';

export type WechatReply<T> =
  | { readonly ok: true; readonly value: T; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PluginFailure };

/** The vendor's error codes by what can be done about them; others follow their HTTP status. */
const FAULTS: Readonly<Record<string, HttpFault>> = {
  SYSTEM_ERROR: 'server_error',
  SYSTEMERROR: 'server_error',
  BANK_ERROR: 'server_error',
  FREQUENCY_LIMITED: 'throttled',
  FREQUENCY_LIMIT_EXCEED: 'throttled',
  RATELIMIT_EXCEEDED: 'throttled',
  SIGN_ERROR: 'unauthorised',
  NO_AUTH: 'unauthorised',
  MCH_NOT_EXISTS: 'unauthorised',
  PARAM_ERROR: 'refused',
  INVALID_REQUEST: 'refused',
};

/**
 * One signed GET (`WECHATPAY2-SHA256-RSA2048`), its answer checked against the platform's keys before it is read.
 * `trust` lets the first certificates in, whose proof is that the APIv3 key opens them.
 */
export async function getWechat<T>(
  context: WechatPayContext,
  call: {
    readonly operation: string;
    readonly path: string;
    readonly answer: z.ZodType<T>;
    readonly trust?: 'unsigned';
  },
): Promise<WechatReply<T>> {
  const { config } = context;
  const outcome = await context.http.send({
    method: 'GET',
    url: `${config.apiBaseUrl.replace(/\/+$/, '')}${call.path}`,
    headers: { authorization: authorisation(context, 'GET', call.path), accept: 'application/json' },
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: call.operation,
  });
  const reading = readJsonOutcome(outcome);
  if (reading.kind === 'fault' || outcome.kind !== 'answer') {
    const said = outcome.kind === 'answer' ? WechatError.safeParse(parseJson(outcome.body)).data : undefined;
    const { fault, detail, retryAfterMs } =
      reading.kind === 'fault' ? reading : { fault: 'no_answer' as const, detail: '', retryAfterMs: null };
    return {
      ok: false,
      failure: queryFailure(FAULTS[said?.code ?? ''] ?? fault, {
        vendorCode: said?.code ?? null,
        vendorText: said?.message ?? detail,
        retryAfterMs,
      }),
    };
  }
  if (call.trust !== 'unsigned') {
    const verdict = verifyWechatSignature(context.credentials, outcome, context.clock.nowMs());
    if (!verdict.ok) return { ok: false, failure: untrusted(verdict.reason) };
  }
  const answer = call.answer.safeParse(reading.json);
  if (answer.success) return { ok: true, value: answer.data, body: reading.body };
  const field = answer.error.issues[0]?.path.join('.') ?? '';
  return {
    ok: false,
    failure: queryFailure('not_json', { vendorCode: null, vendorText: `unexpected answer at "${field}"` }),
  };
}

/** `Authorization` over `METHOD \n path with query \n timestamp \n nonce \n body \n`. */
function authorisation({ config, credentials, clock }: WechatPayContext, method: string, path: string): string {
  const timestamp = Math.floor(clock.nowMs() / 1000);
  const nonce = randomBytes(16).toString('hex');
  const key = readPrivateKey(credentials.merchantPrivateKey);
  const message = Buffer.from(`${method}\n${path}\n${timestamp}\n${nonce}\n\n`);
  const signature = key ? sign('RSA-SHA256', message, key).toString('base64') : '';
  const fields = {
    mchid: config.mchId,
    nonce_str: nonce,
    signature,
    timestamp: String(timestamp),
    serial_no: credentials.merchantSerial,
  };
  const text = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  return `WECHATPAY2-SHA256-RSA2048 ${text.join(',')}`;
}
