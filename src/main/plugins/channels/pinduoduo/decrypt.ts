import { parseJson } from '#main/lib/http-json.ts';
import type { ClearRecipient, SealedRecipient } from '#main/plugins/channels/channel-connector.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { readPdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { DecryptAnswer, RecipientHandle } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** `pdd.open.decrypt.batch`: outside Pinduoduo's cloud once in ten seconds and a hundred times a day, so one order at a time. */
export async function decryptPinduoduoRecipient(
  context: PinduoduoContext,
  sealed: SealedRecipient,
): Promise<PluginResult<ClearRecipient>> {
  const handle = RecipientHandle.safeParse(parseJson(sealed.handle ?? ''));
  if (!handle.success) return failed(refusal(null, 'the order bears no ciphertext: it is not to be shipped'));
  const texts = Object.entries(handle.data).filter(([, text]) => text !== '');
  const reply = await readPdd(context, {
    type: 'pdd.open.decrypt.batch',
    root: 'open_decrypt_batch_response',
    parameters: {
      data_list: JSON.stringify(texts.map(([, text]) => ({ data_tag: sealed.externalNumber, encrypted_data: text }))),
    },
    answer: DecryptAnswer,
  });
  if (!reply.ok) return failed(reply.failure);
  const clear = new Map(reply.value.data_decrypt_list.map((row) => [row.encrypted_data, row]));
  const bad = reply.value.data_decrypt_list.find((row) => row.error_code !== 0);
  if (bad) return failed(refusal(String(bad.error_code), bad.error_msg));
  const of = (text: string): string | undefined => clear.get(text)?.decrypted_data || undefined;
  const { name, phone, address } = handle.data;
  return succeeded({ name: of(name), phone: of(phone), street: of(address) });
}
