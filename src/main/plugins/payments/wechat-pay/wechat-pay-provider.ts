import type { PaymentProvider } from '#main/plugins/payments/payment-provider.ts';
import { verifyWechatCallback } from '#main/plugins/payments/wechat-pay/callback.ts';
import { fetchWechatKeys, queryWechat } from '#main/plugins/payments/wechat-pay/query.ts';
import { WechatPayConfig, WechatPayCredentials } from '#main/plugins/payments/wechat-pay/schemas.ts';

/** WeChat Pay, API v3, for merchants that take payments directly. Source: pay.weixin.qq.com doc v3. */
export const wechatPayProvider: PaymentProvider<WechatPayConfig, WechatPayCredentials> = {
  id: 'wechat-pay',
  label: { en: 'WeChat Pay', 'zh-CN': '微信支付' },
  apiVersion: 'v3',
  configSchema: WechatPayConfig,
  credentialsSchema: WechatPayCredentials,
  taken: { status: 204, contentType: 'application/json', body: '' },
  refused: (code, status) => ({
    status,
    contentType: 'application/json',
    body: JSON.stringify({ code: 'FAIL', message: code }),
  }),
  verifyCallback: verifyWechatCallback,
  fetchKeys: fetchWechatKeys,
  queryPayment: queryWechat,
};
