import type { ClearRecipient, SealedRecipient } from '#main/plugins/channels/channel-connector.ts';
import { readWechat } from '#main/plugins/channels/wechat-shop/call.ts';
import { DecodedAnswer } from '#main/plugins/channels/wechat-shop/schemas.ts';
import type { WechatShopContext } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { virtualPhone } from '#main/plugins/channels/virtual-phone.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** `/channels/ec/order/sensitiveinfo/decode`; a virtual number stands before the buyer's own. */
export async function decryptWechatRecipient(
  context: WechatShopContext,
  sealed: SealedRecipient,
): Promise<PluginResult<ClearRecipient>> {
  const reply = await readWechat(context, {
    path: '/channels/ec/order/sensitiveinfo/decode',
    fields: { order_id: sealed.externalNumber },
    answer: DecodedAnswer,
  });
  if (!reply.ok) return failed(reply.failure);
  const { address_info: address, virtual_number_info: virtual } = reply.value;
  const given = (text: string): string | undefined => (text === '' ? undefined : text);
  const phone = virtualPhone(virtual?.virtual_number ?? '', virtual?.extension ?? '');
  return succeeded({
    name: given(address.user_name),
    phone: given(phone) ?? given(address.tel_number),
    street: given(`${address.detail_info}${address.house_number}`),
  });
}
