import { createRegistry } from '#main/app/registry.ts';
import { cpcl } from '#main/devices/printers/languages/cpcl.ts';
import { epl2 } from '#main/devices/printers/languages/epl2.ts';
import { escpos } from '#main/devices/printers/languages/escpos.ts';
import { escposCompatible } from '#main/devices/printers/languages/escpos-compatible.ts';
import { escposNoStatus } from '#main/devices/printers/languages/escpos-no-status.ts';
import { platformDocument } from '#main/devices/printers/languages/platform-document.ts';
import { pdf } from '#main/devices/printers/languages/pdf.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import { tsplFullStatus } from '#main/devices/printers/languages/tspl-full-status.ts';
import { tsplNoStatus } from '#main/devices/printers/languages/tspl-no-status.ts';
import { zpl } from '#main/devices/printers/languages/zpl.ts';
import { zplCompatible } from '#main/devices/printers/languages/zpl-compatible.ts';
import { zplNoStatus } from '#main/devices/printers/languages/zpl-no-status.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import { adam } from '#main/devices/scales/protocols/adam.ts';
import { andStandard } from '#main/devices/scales/protocols/and-standard.ts';
import { casEcr } from '#main/devices/scales/protocols/cas-ecr.ts';
import { hidPos } from '#main/devices/scales/protocols/hid-pos.ts';
import { mtSics } from '#main/devices/scales/protocols/mt-sics.ts';
import { nci } from '#main/devices/scales/protocols/nci.ts';
import { stGs } from '#main/devices/scales/protocols/st-gs.ts';
import { toledo8217 } from '#main/devices/scales/protocols/toledo-8217.ts';
import { toledo8217Lb } from '#main/devices/scales/protocols/toledo-8217-lb.ts';
import { toledoContinuous } from '#main/devices/scales/protocols/toledo-continuous.ts';
import { yaohuaA12e } from '#main/devices/scales/protocols/yaohua-a12e.ts';
import { yaohuaEquals } from '#main/devices/scales/protocols/yaohua-equals.ts';
import { yaohuaEqualsReversed } from '#main/devices/scales/protocols/yaohua-equals-reversed.ts';
import { yaohuaFormat0 } from '#main/devices/scales/protocols/yaohua-format-0.ts';
import { yousheng } from '#main/devices/scales/protocols/yousheng.ts';
import { youshengPointFromOne } from '#main/devices/scales/protocols/yousheng-point-from-one.ts';
import type { CarrierConnector } from '#main/plugins/carriers/carrier-connector.ts';
import { sfExpressConnector } from '#main/plugins/carriers/sf-express/sf-express-connector.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { douyinConnector } from '#main/plugins/channels/douyin/douyin-connector.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { httpApiConnector } from '#main/plugins/channels/http-api/http-api-connector.ts';
import { jdConnector } from '#main/plugins/channels/jd/jd-connector.ts';
import { pinduoduoConnector } from '#main/plugins/channels/pinduoduo/pinduoduo-connector.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { taobaoConnector } from '#main/plugins/channels/taobao/taobao-connector.ts';
import { wechatShopConnector } from '#main/plugins/channels/wechat-shop/wechat-shop-connector.ts';
import { xiaohongshuConnector } from '#main/plugins/channels/xiaohongshu/xiaohongshu-connector.ts';
import { woocommerceConnector } from '#main/plugins/channels/woocommerce/woocommerce-connector.ts';
import { alipayProvider } from '#main/plugins/payments/alipay/alipay-provider.ts';
import { hmacProvider } from '#main/plugins/payments/hmac/hmac-provider.ts';
import type { PaymentProvider } from '#main/plugins/payments/payment-provider.ts';
import { wechatPayProvider } from '#main/plugins/payments/wechat-pay/wechat-pay-provider.ts';
import { cainiaoComponent } from '#main/plugins/print-components/cainiao/cainiao-component.ts';
import { douyinComponent } from '#main/plugins/print-components/douyin/douyin-component.ts';
import { jdComponent } from '#main/plugins/print-components/jd/jd-component.ts';
import { kuaishouComponent } from '#main/plugins/print-components/kuaishou/kuaishou-component.ts';
import { pinduoduoComponent } from '#main/plugins/print-components/pinduoduo/pinduoduo-component.ts';
import { xiaohongshuComponent } from '#main/plugins/print-components/xiaohongshu/xiaohongshu-component.ts';
import { dingtalkNotifier } from '#main/plugins/notifiers/dingtalk/dingtalk-notifier.ts';
import { emailNotifier } from '#main/plugins/notifiers/email/email-notifier.ts';
import { feishuNotifier } from '#main/plugins/notifiers/feishu/feishu-notifier.ts';
import type { Notifier } from '#main/plugins/notifiers/notifier.ts';
import { webhookNotifier } from '#main/plugins/notifiers/webhook/webhook-notifier.ts';
import { wecomNotifier } from '#main/plugins/notifiers/wecom/wecom-notifier.ts';
import type { PrintComponent } from '#main/plugins/print-components/print-component.ts';

/** One line per plugin; nothing else knows them by name. */
export const CHANNELS = createRegistry<ChannelConnector>([
  taobaoConnector,
  jdConnector,
  pinduoduoConnector,
  douyinConnector,
  xiaohongshuConnector,
  wechatShopConnector,
  shopifyConnector,
  woocommerceConnector,
  httpApiConnector,
  fileConnector,
]);
export const CARRIERS = createRegistry<CarrierConnector>([sfExpressConnector]);
/** Ways to tell people of alerts. */
export const NOTIFIERS = createRegistry<Notifier>([
  dingtalkNotifier,
  wecomNotifier,
  feishuNotifier,
  emailNotifier,
  webhookNotifier,
]);
export const PAYMENT_PROVIDERS = createRegistry<PaymentProvider>([wechatPayProvider, alipayProvider, hmacProvider]);
export const PRINTER_LANGUAGES = createRegistry<PrinterLanguage>([
  tspl,
  tsplFullStatus,
  tsplNoStatus,
  zpl,
  zplCompatible,
  zplNoStatus,
  cpcl,
  epl2,
  escpos,
  escposCompatible,
  escposNoStatus,
]);
/** Documents for queues that convert them; never sent straight to a printer, never asked who it is. */
export const QUEUE_LANGUAGES = createRegistry<PrinterLanguage>([pdf, platformDocument]);
/** Other companies' print programs; each is a kind of printer. */
export const PRINT_COMPONENTS = createRegistry<PrintComponent>([
  cainiaoComponent,
  pinduoduoComponent,
  douyinComponent,
  jdComponent,
  kuaishouComponent,
  xiaohongshuComponent,
]);
export const SCALE_PROTOCOLS = createRegistry<ScaleProtocol>([
  mtSics,
  andStandard,
  stGs,
  toledo8217,
  toledo8217Lb,
  toledoContinuous,
  casEcr,
  nci,
  yaohuaA12e,
  yaohuaFormat0,
  yaohuaEquals,
  yaohuaEqualsReversed,
  yousheng,
  youshengPointFromOne,
  adam,
  hidPos,
]);
