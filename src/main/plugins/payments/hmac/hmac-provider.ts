import { parseJson } from '#main/lib/http-json.ts';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { hubSignature, isHubSigned } from '#main/plugins/payments/hmac/hub-signature.ts';
import { HmacCallback, HmacConfig, HmacCredentials, HmacPayment } from '#main/plugins/payments/hmac/schemas.ts';
import type { HmacContext } from '#main/plugins/payments/hmac/schemas.ts';
import { queryFailure, untrusted } from '#main/plugins/payments/payment-failures.ts';
import type {
  CallbackRequest,
  CallbackVerdict,
  PaymentFacts,
  PaymentMoment,
  PaymentProvider,
} from '#main/plugins/payments/payment-provider.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const MOMENTS: Readonly<Record<HmacPayment['state'], PaymentMoment>> = {
  paid: 'paid',
  awaiting: 'awaited',
  closed: 'ended',
  refunded: 'refunded',
};

const secretsOf = ({ credentials }: HmacContext): readonly string[] => [
  credentials.callbackSecret,
  credentials.previousCallbackSecret,
];

function verifyHmacCallback(context: HmacContext, request: CallbackRequest): CallbackVerdict {
  if (!isHubSigned(secretsOf(context), request.body, request.headers['x-hub-signature-256'] ?? ''))
    return { ok: false, code: 'ERR_PAYMENT_SIGNATURE_INVALID', reason: 'X-Hub-Signature-256 does not match the body' };
  const parsed = HmacCallback.safeParse(parseJson(request.body));
  if (!parsed.success)
    return {
      ok: false,
      code: 'ERR_PAYMENT_CALLBACK_UNREADABLE',
      reason: `field "${parsed.error.issues[0]?.path.join('.') ?? ''}"`,
    };
  const told = parsed.data;
  if (told.merchant !== context.config.merchantId)
    return { ok: false, code: 'ERR_PAYMENT_MERCHANT_WRONG', reason: `merchant ${told.merchant}` };
  const isRefund = told.state === 'refunded';
  return {
    ok: true,
    notice: {
      deliveryId: told.id,
      topic: `payment.${told.state}`,
      kind: isRefund ? 'refund' : 'payment',
      ...factsOf(told),
      refundMinor: isRefund ? (told.refund_minor ?? told.amount_minor) : null,
    },
  };
}

function factsOf(told: HmacPayment): Omit<PaymentFacts, 'raw'> {
  return {
    outTradeNo: told.number,
    tradeNumber: told.trade_number,
    vendorState: told.state,
    state: MOMENTS[told.state],
    amountMinor: told.amount_minor,
    currency: told.currency,
    merchant: told.merchant,
    paidAtMs: told.paid_at ?? null,
  };
}

/** `GET` of the query address, signed over `GET \n path and query \n seconds`; the answer signed over its body. */
async function queryHmac(context: HmacContext, outTradeNo: string): Promise<PluginResult<PaymentFacts | null>> {
  const url = context.config.paymentQueryUrl.replaceAll('{number}', encodeURIComponent(outTradeNo));
  const { pathname, search } = new URL(url);
  const seconds = String(Math.floor(context.clock.nowMs() / 1000));
  const outcome = await context.http.send({
    method: 'GET',
    url,
    headers: {
      accept: 'application/json',
      'x-packbench-timestamp': seconds,
      'x-hub-signature-256': hubSignature(
        context.credentials.callbackSecret,
        Buffer.from(`GET\n${pathname}${search}\n${seconds}`),
      ),
    },
    timeoutMs: context.config.requestTimeoutMs,
    signal: context.signal,
    operation: 'hmac.query',
  });
  const reading = readJsonOutcome(outcome);
  if (outcome.kind === 'answer' && outcome.status === 404) return succeeded(null);
  if (reading.kind === 'fault' || outcome.kind !== 'answer') {
    const { fault, detail, retryAfterMs } =
      reading.kind === 'fault' ? reading : { fault: 'no_answer' as const, detail: '', retryAfterMs: null };
    return failed(queryFailure(fault, { vendorCode: null, vendorText: detail, retryAfterMs }));
  }
  if (!isHubSigned(secretsOf(context), reading.body, outcome.headers['x-hub-signature-256'] ?? ''))
    return failed(untrusted('X-Hub-Signature-256 does not match the answer'));
  const parsed = HmacPayment.safeParse(reading.json);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    return failed(queryFailure('not_json', { vendorCode: null, vendorText: `unexpected answer at "${field}"` }));
  }
  return succeeded({ ...factsOf(parsed.data), raw: reading.body });
}

/** Any system of one's own: callbacks signed like GitHub's (C7), a query address that answers likewise. */
export const hmacProvider: PaymentProvider<HmacConfig, HmacCredentials> = {
  id: 'hmac',
  label: { en: 'Own system (HMAC)', 'zh-CN': '自有系统 (HMAC)' },
  apiVersion: '1',
  configSchema: HmacConfig,
  credentialsSchema: HmacCredentials,
  taken: { status: 200, contentType: 'application/json', body: '{"ok":true}' },
  refused: (code, status) => ({ status, contentType: 'application/json', body: JSON.stringify({ ok: false, code }) }),
  verifyCallback: verifyHmacCallback,
  queryPayment: queryHmac,
};
