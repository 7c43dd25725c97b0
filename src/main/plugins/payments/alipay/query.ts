import { sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import type { HttpFault } from '#main/lib/http-reading.ts';
import { readBeijingTime, writeBeijingTime } from '#main/plugins/payments/alipay/beijing-time.ts';
import { alipayKey, requestSerials } from '#main/plugins/payments/alipay/certificates.ts';
import { momentOf } from '#main/plugins/payments/alipay/callback.ts';
import { QueryAnswer } from '#main/plugins/payments/alipay/schemas.ts';
import type { AlipayContext } from '#main/plugins/payments/alipay/schemas.ts';
import { readPrivateKey } from '#main/lib/key-text.ts';
import { minorOfDecimal } from '#main/plugins/payments/minor-units.ts';
import { queryFailure, untrusted } from '#main/plugins/payments/payment-failures.ts';
import type { PaymentFacts } from '#main/plugins/payments/payment-provider.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const METHOD = 'alipay.trade.query';
const NODE = 'alipay_trade_query_response';
const Envelope = z.object({
  [NODE]: QueryAnswer,
  sign: z.string().default(''),
  /** In certificate mode: whose key signed. */
  alipay_cert_sn: z.string().default(''),
});

/** The gateway's codes by what can be done about them; business errors by their sub-code. */
const FAULTS: Readonly<Record<string, HttpFault>> = {
  '20000': 'server_error',
  '20001': 'unauthorised',
  '40001': 'refused',
  '40002': 'refused',
  '40004': 'refused',
  '40006': 'unauthorised',
  'isp.unknow-error': 'server_error',
  'ACQ.SYSTEM_ERROR': 'server_error',
  'isv.app-call-limited': 'throttled',
  'isv.invalid-signature': 'unauthorised',
  'isv.invalid-app-id': 'unauthorised',
};

/** `alipay.trade.query` by the merchant's number, RSA2 both ways, by plain keys or by certificates. */
export async function queryAlipay(
  context: AlipayContext,
  outTradeNo: string,
): Promise<PluginResult<PaymentFacts | null>> {
  const { config } = context;
  const outcome = await context.http.send({
    method: 'POST',
    url: config.alipayGatewayUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams(signedParameters(context, outTradeNo)).toString(),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: METHOD,
  });
  const reading = readJsonOutcome(outcome);
  if (reading.kind === 'fault')
    return failed(
      queryFailure(reading.fault, { vendorCode: null, vendorText: reading.detail, retryAfterMs: reading.retryAfterMs }),
    );
  const envelope = Envelope.safeParse(reading.json).data;
  if (!envelope) return failed(queryFailure('not_json', { vendorCode: null, vendorText: `no ${NODE} in the answer` }));
  const answer = envelope[NODE];
  // What says that the call itself was wrong comes unsigned; nothing is believed of it but that it failed.
  if (answer.code !== '10000' && answer.sub_code !== 'ACQ.TRADE_NOT_EXIST') return failed(failureOf(answer));
  const alipay = alipayKey(context.credentials);
  if (alipay?.serial && envelope.alipay_cert_sn !== alipay.serial)
    return failed(
      untrusted(`the answer is signed with another certificate (${envelope.alipay_cert_sn || 'none named'})`),
    );
  if (!alipay || !isSigned(alipay.key, reading.body, envelope.sign))
    return failed(untrusted('the answer is not signed by Alipay'));
  return answer.code === '10000' ? succeeded(factsOf(answer, reading.body)) : succeeded(null);
}

function factsOf(answer: QueryAnswer, raw: Uint8Array): PaymentFacts {
  return {
    outTradeNo: answer.out_trade_no,
    tradeNumber: answer.trade_no,
    vendorState: answer.trade_status,
    state: momentOf(answer.trade_status),
    amountMinor: minorOfDecimal(answer.total_amount),
    currency: answer.trans_currency ?? 'CNY',
    merchant: '',
    paidAtMs: readBeijingTime(answer.send_pay_date ?? ''),
    raw,
  };
}

function failureOf(answer: QueryAnswer) {
  const vendorCode = answer.sub_code ?? answer.code;
  const fault = FAULTS[vendorCode] ?? FAULTS[answer.code] ?? 'refused';
  return queryFailure(fault, { vendorCode, vendorText: answer.sub_msg ?? answer.msg });
}

function signedParameters({ config, credentials, clock }: AlipayContext, outTradeNo: string): Record<string, string> {
  const serials = requestSerials(credentials);
  const parameters: Record<string, string> = {
    app_id: config.alipayAppId,
    method: METHOD,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: writeBeijingTime(clock.nowMs()),
    version: '1.0',
    ...(serials && { app_cert_sn: serials.app, alipay_root_cert_sn: serials.root }),
    biz_content: JSON.stringify({ out_trade_no: outTradeNo }),
  };
  const text = Object.keys(parameters)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => `${name}=${parameters[name]}`)
    .join('&');
  const key = readPrivateKey(credentials.appPrivateKey);
  return { ...parameters, sign: key ? sign('RSA-SHA256', Buffer.from(text), key).toString('base64') : '' };
}

/** The signature is over the exact text of the response node, cut out of the body as it came. */
function isSigned(key: KeyObject, body: Uint8Array, signature: string): boolean {
  const node = nodeText(Buffer.from(body).toString('utf8'));
  return node !== null && verify('RSA-SHA256', Buffer.from(node), key, Buffer.from(signature, 'base64'));
}

function nodeText(text: string): string | null {
  const start = text.indexOf('{', text.indexOf(`"${NODE}"`) + NODE.length + 2);
  if (!text.includes(`"${NODE}"`) || start < 0) return null;
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isInString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isInString = false;
    } else if (sign === '"') isInString = true;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && (depth -= 1) === 0) return text.slice(start, at + 1);
  }
  return null;
}
