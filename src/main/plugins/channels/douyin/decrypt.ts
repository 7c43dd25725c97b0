import { parseJson } from '#main/lib/http-json.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import type { ClearRecipient, SealedRecipient } from '#main/plugins/channels/channel-connector.ts';
import { readDouyin } from '#main/plugins/channels/douyin/call.ts';
import { DecryptAnswer, RecipientHandle } from '#main/plugins/channels/douyin/schemas.ts';
import type { DouyinContext } from '#main/plugins/channels/douyin/schemas.ts';
import { virtualPhone } from '#main/plugins/channels/virtual-phone.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** `order.batchDecrypt`; a phone may come as a virtual number that ends by itself, with its extension behind a dash. */
export async function decryptDouyinRecipient(
  context: DouyinContext,
  sealed: SealedRecipient,
): Promise<PluginResult<ClearRecipient>> {
  const handle = RecipientHandle.safeParse(parseJson(sealed.handle ?? ''));
  if (!handle.success) return failed(refusal(null, 'the order bears no ciphertext'));
  const texts = Object.values(handle.data).filter((text) => text !== '');
  const reply = await readDouyin(context, {
    method: 'order.batchDecrypt',
    params: { cipher_infos: texts.map((text) => ({ auth_id: sealed.externalNumber, cipher_text: text })) },
    answer: DecryptAnswer,
  });
  if (!reply.ok) return failed(reply.failure);
  const rows = reply.value.decrypt_infos;
  const bad = rows.find((row) => row.err_no !== 0);
  if (bad) return failed(refusal(String(bad.err_no), bad.err_msg));
  const of = (text: string): string | undefined => {
    const row = rows.find((each) => each.cipher_text === text);
    if (row?.is_virtual_tel === true && row.phone_no_a !== '') return virtualPhone(row.phone_no_a, row.phone_no_b);
    return row?.decrypt_text || undefined;
  };
  const { name, phone, detail } = handle.data;
  return succeeded({ name: of(name), phone: of(phone), street: of(detail) });
}
