import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readBeijingTime } from '#main/plugins/payments/alipay/beijing-time.ts';
import { alipayKey } from '#main/plugins/payments/alipay/certificates.ts';
import { readForm, signedText } from '#main/plugins/payments/alipay/form.ts';
import type { FormFields } from '#main/plugins/payments/alipay/form.ts';
import type { AlipayContext } from '#main/plugins/payments/alipay/schemas.ts';
import { minorOfDecimal } from '#main/plugins/payments/minor-units.ts';
import type { CallbackRequest, CallbackVerdict, PaymentMoment } from '#main/plugins/payments/payment-provider.ts';

/** TRADE_CLOSED is a payment that ran out or one that was given back as a whole. */
const MOMENTS: Readonly<Record<string, PaymentMoment>> = {
  TRADE_SUCCESS: 'paid',
  TRADE_FINISHED: 'paid',
  WAIT_BUYER_PAY: 'awaited',
  TRADE_CLOSED: 'ended',
};

export const momentOf = (tradeStatus: string): PaymentMoment => MOMENTS[tradeStatus] ?? 'awaited';

const WITHOUT_BOTH = new Set(['sign', 'sign_type']);
const WITHOUT_SIGN = new Set(['sign']);

/** Checks an asynchronous notification of Alipay (C2): RSA2 over the sorted form, then application and seller. */
export function verifyAlipayCallback(context: AlipayContext, request: CallbackRequest): CallbackVerdict {
  const fields = readForm(request.body);
  if (!fields) return unreadable('no form');
  const text = textOf(fields);
  if (!text) return unreadable('an unknown charset');
  const alipay = alipayKey(context.credentials);
  if (!alipay || !isGenuine(alipay.key, fields, text('sign')))
    return { ok: false, code: 'ERR_PAYMENT_SIGNATURE_INVALID', reason: 'signature does not match the form' };
  if (text('sign_type') !== 'RSA2')
    return { ok: false, code: 'ERR_PAYMENT_SIGNATURE_INVALID', reason: `sign_type ${text('sign_type')}` };
  for (const [name, own] of [
    ['app_id', context.config.alipayAppId],
    ['seller_id', context.config.sellerId],
  ] as const)
    if (text(name) !== own) return { ok: false, code: 'ERR_PAYMENT_MERCHANT_WRONG', reason: `${name} ${text(name)}` };
  if (text('out_trade_no') === '' || text('notify_id') === '') return unreadable('no number of the payment');
  const amountMinor = minorOfDecimal(text('total_amount'));
  if (amountMinor === null) return unreadable(`total_amount ${text('total_amount')}`);
  const refund = minorOfDecimal(text('refund_fee'));
  const isRefund = refund !== null && refund > 0;
  return {
    ok: true,
    notice: {
      deliveryId: text('notify_id'),
      topic: text('notify_type') || 'trade_status_sync',
      kind: isRefund ? 'refund' : 'payment',
      outTradeNo: text('out_trade_no'),
      tradeNumber: text('trade_no'),
      vendorState: isRefund ? `${text('trade_status')}:${text('out_biz_no')}` : text('trade_status'),
      state: isRefund ? 'refunded' : momentOf(text('trade_status')),
      amountMinor,
      currency: text('trans_currency') || 'CNY',
      merchant: text('seller_id'),
      paidAtMs: readBeijingTime(text('gmt_payment')),
      refundMinor: isRefund ? refund : null,
    },
  };
}

/** Some notifications are signed with `sign_type` kept: both are tried, as the official SDK does (C2 no. 2). */
function isGenuine(key: KeyObject, fields: FormFields, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return [WITHOUT_BOTH, WITHOUT_SIGN].some((without) => verify('RSA-SHA256', signedText(fields, without), key, bytes));
}

/** Reads fields in the charset that the form itself names. */
function textOf(fields: FormFields): ((name: string) => string) | null {
  const charset = (fields.get('charset')?.toString('latin1') ?? 'utf-8').toLowerCase();
  if (!['utf-8', 'utf8', 'gbk', 'gb2312', 'gb18030'].includes(charset)) return null;
  const decoder = new TextDecoder(charset === 'utf8' ? 'utf-8' : charset);
  return (name) => decoder.decode(fields.get(name) ?? new Uint8Array());
}

function unreadable(reason: string): CallbackVerdict {
  return { ok: false, code: 'ERR_PAYMENT_CALLBACK_UNREADABLE', reason };
}
