import { verifyAlipayCallback } from '#main/plugins/payments/alipay/callback.ts';
import { queryAlipay } from '#main/plugins/payments/alipay/query.ts';
import { AlipayConfig, AlipayCredentials } from '#main/plugins/payments/alipay/schemas.ts';
import type { PaymentProvider } from '#main/plugins/payments/payment-provider.ts';

/** Alipay's open platform with RSA2, by plain keys or by certificates. Source: github.com/alipay/alipay-sdk-nodejs-all, opendocs.alipay.com. */
export const alipayProvider: PaymentProvider<AlipayConfig, AlipayCredentials> = {
  id: 'alipay',
  label: { en: 'Alipay', 'zh-CN': '支付宝' },
  apiVersion: '1.0',
  configSchema: AlipayConfig,
  credentialsSchema: AlipayCredentials,
  taken: { status: 200, contentType: 'text/plain', body: 'success' },
  refused: (_code, status) => ({ status, contentType: 'text/plain', body: 'fail' }),
  verifyCallback: verifyAlipayCallback,
  queryPayment: queryAlipay,
};
