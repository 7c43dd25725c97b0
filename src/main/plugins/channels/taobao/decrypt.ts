import { refusal } from '#main/plugins/channels/call-failures.ts';
import type { ClearRecipient, SealedRecipient } from '#main/plugins/channels/channel-connector.ts';
import { readTop } from '#main/plugins/channels/taobao/call.ts';
import { OaidAnswer } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** `scene` of a decryption for shipping by hand, as TOP's page on `taobao.top.oaid.client.decrypt` (apiId 55714) lists it. */
const SHIPPING_SCENE = '1006';

/** `taobao.top.oaid.decrypt`: needs a permission pack; phones come as virtual numbers. */
export async function decryptTaobaoRecipient(
  context: TaobaoContext,
  sealed: SealedRecipient,
): Promise<PluginResult<ClearRecipient>> {
  if (sealed.handle === null) return failed(refusal(null, 'the order bears no oaid'));
  const reply = await readTop(context, {
    method: 'taobao.top.oaid.decrypt',
    parameters: {
      query_list: JSON.stringify([{ oaid: sealed.handle, tid: sealed.externalNumber, scene: SHIPPING_SCENE }]),
    },
    answer: OaidAnswer,
  });
  if (!reply.ok) return failed(reply.failure);
  const [receiver] = reply.value.receiver_list?.receiver ?? [];
  if (!receiver) return failed(refusal(null, 'the answer bears no recipient'));
  const given = (text: string): string | undefined => (text === '' ? undefined : text);
  return succeeded({
    name: given(receiver.name),
    phone: given(receiver.mobile) ?? given(receiver.phone),
    street: given(receiver.address_detail),
  });
}
