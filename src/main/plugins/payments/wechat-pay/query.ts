import { readCertificates } from '#main/lib/key-text.ts';
import { queryFailure } from '#main/plugins/payments/payment-failures.ts';
import type { PaymentFacts } from '#main/plugins/payments/payment-provider.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { momentOf } from '#main/plugins/payments/wechat-pay/callback.ts';
import { getWechat } from '#main/plugins/payments/wechat-pay/call.ts';
import { openResource } from '#main/plugins/payments/wechat-pay/open-resource.ts';
import { Certificates, Transaction } from '#main/plugins/payments/wechat-pay/schemas.ts';
import type { WechatPayContext, WechatPayCredentials } from '#main/plugins/payments/wechat-pay/schemas.ts';

const UNKNOWN_ORDER = new Set(['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS']);

/** `GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid=…` */
export async function queryWechat(
  context: WechatPayContext,
  outTradeNo: string,
): Promise<PluginResult<PaymentFacts | null>> {
  const reply = await getWechat(context, {
    operation: 'wechat-pay.query',
    path: `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}?mchid=${context.config.mchId}`,
    answer: Transaction,
  });
  if (!reply.ok) return UNKNOWN_ORDER.has(reply.failure.vendorCode ?? '') ? succeeded(null) : failed(reply.failure);
  const { value, body } = reply;
  return succeeded({
    outTradeNo: value.out_trade_no,
    tradeNumber: value.transaction_id,
    vendorState: value.trade_state,
    state: momentOf(value.trade_state),
    amountMinor: value.amount?.total ?? null,
    currency: value.amount?.currency ?? 'CNY',
    merchant: value.mchid,
    paidAtMs: value.success_time ?? null,
    raw: body,
  });
}

/** `GET /v3/certificates`: the platform's present certificates, each sealed with the APIv3 key, which is their proof. */
export async function fetchWechatKeys(context: WechatPayContext): Promise<PluginResult<Partial<WechatPayCredentials>>> {
  const reply = await getWechat(context, {
    operation: 'wechat-pay.certificates',
    path: '/v3/certificates',
    answer: Certificates,
    trust: 'unsigned',
  });
  if (!reply.ok) return failed(reply.failure);
  const texts = reply.value.data.flatMap(({ encrypt_certificate: sealed }) => {
    const text = openResource(context.credentials.apiV3Key, sealed)?.toString('utf8') ?? '';
    return readCertificates(text).length > 0 ? [text.trim()] : [];
  });
  if (texts.length === 0)
    return failed(
      queryFailure('not_json', { vendorCode: null, vendorText: 'no certificate opens with the APIv3 key' }),
    );
  return succeeded({ platformCertificates: texts.join('\n') });
}
