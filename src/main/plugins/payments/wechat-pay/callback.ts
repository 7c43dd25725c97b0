import { parseJson } from '#main/lib/http-json.ts';
import type {
  CallbackRequest,
  CallbackVerdict,
  PaymentMoment,
  PaymentNotice,
} from '#main/plugins/payments/payment-provider.ts';
import { openResource } from '#main/plugins/payments/wechat-pay/open-resource.ts';
import { verifyWechatSignature } from '#main/plugins/payments/wechat-pay/platform-keys.ts';
import { Callback, RefundNotice, Transaction } from '#main/plugins/payments/wechat-pay/schemas.ts';
import type { WechatPayContext } from '#main/plugins/payments/wechat-pay/schemas.ts';

/** What a trade state means; a state that is not listed may still change and is asked about again. */
const MOMENTS: Readonly<Record<string, PaymentMoment>> = {
  SUCCESS: 'paid',
  REFUND: 'refunded',
  NOTPAY: 'awaited',
  USERPAYING: 'awaited',
  ACCEPT: 'awaited',
  CLOSED: 'ended',
  REVOKED: 'ended',
  PAYERROR: 'ended',
};

export const momentOf = (tradeState: string): PaymentMoment => MOMENTS[tradeState] ?? 'awaited';

/** Checks a notification of WeChat Pay v3 (C1): window, serial, signature, then the sealed resource, then whose it is. */
export function verifyWechatCallback(context: WechatPayContext, request: CallbackRequest): CallbackVerdict {
  const verdict = verifyWechatSignature(context.credentials, request, context.clock.nowMs());
  if (!verdict.ok) return verdict;
  const callback = Callback.safeParse(parseJson(request.body)).data;
  if (!callback) return unreadable('no notification of WeChat Pay v3');
  const opened = openResource(context.credentials.apiV3Key, callback.resource);
  if (!opened) return unreadable('the resource does not open with the APIv3 key');
  const inside = parseJson(opened);
  if (callback.event_type.startsWith('REFUND.')) return readRefund(context, callback, inside);
  if (!callback.event_type.startsWith('TRANSACTION.')) return { ok: true, notice: null };
  return readTransaction(context, callback, inside);
}

function readTransaction(context: WechatPayContext, callback: Callback, inside: unknown): CallbackVerdict {
  const transaction = Transaction.safeParse(inside).data;
  if (!transaction) return unreadable('no transaction in the resource');
  const foreign = foreignMerchant(context, transaction);
  if (foreign) return foreign;
  return told(callback, {
    kind: 'payment',
    outTradeNo: transaction.out_trade_no,
    tradeNumber: transaction.transaction_id,
    vendorState: transaction.trade_state,
    state: momentOf(transaction.trade_state),
    amountMinor: transaction.amount?.total ?? null,
    currency: transaction.amount?.currency ?? 'CNY',
    merchant: transaction.mchid,
    paidAtMs: transaction.success_time ?? null,
    refundMinor: null,
  });
}

function readRefund(context: WechatPayContext, callback: Callback, inside: unknown): CallbackVerdict {
  const refund = RefundNotice.safeParse(inside).data;
  if (!refund) return unreadable('no refund in the resource');
  const foreign = foreignMerchant(context, { mchid: refund.mchid, appid: '' });
  if (foreign) return foreign;
  return told(callback, {
    kind: 'refund',
    outTradeNo: refund.out_trade_no,
    tradeNumber: refund.transaction_id,
    vendorState: `REFUND.${refund.refund_status}`,
    state: 'refunded',
    amountMinor: refund.amount.total,
    currency: 'CNY',
    merchant: refund.mchid,
    paidAtMs: null,
    refundMinor: refund.amount.refund,
  });
}

type Callback = { readonly id: string; readonly event_type: string };

function told(callback: Callback, notice: Omit<PaymentNotice, 'deliveryId' | 'topic'>): CallbackVerdict {
  return { ok: true, notice: { deliveryId: callback.id, topic: callback.event_type, ...notice } };
}

/** The platform signs for all merchants: a genuine callback of another one must not pay an order here. */
function foreignMerchant(
  { config }: WechatPayContext,
  { mchid, appid }: { readonly mchid: string; readonly appid: string },
): CallbackVerdict | null {
  if (mchid !== config.mchId) return { ok: false, code: 'ERR_PAYMENT_MERCHANT_WRONG', reason: `mchid ${mchid}` };
  if (config.wechatAppId !== '' && appid !== '' && appid !== config.wechatAppId)
    return { ok: false, code: 'ERR_PAYMENT_MERCHANT_WRONG', reason: `appid ${appid}` };
  return null;
}

function unreadable(reason: string): CallbackVerdict {
  return { ok: false, code: 'ERR_PAYMENT_CALLBACK_UNREADABLE', reason };
}
