import { refusal } from '#main/plugins/channels/call-failures.ts';
import type { ClearRecipient, SealedRecipient } from '#main/plugins/channels/channel-connector.ts';
import { readJdCiphertext } from '#main/plugins/channels/jd/ciphertext.ts';
import { readJdMasterKeys } from '#main/plugins/channels/jd/master-keys.ts';
import type { MasterKeys } from '#main/plugins/channels/jd/master-keys.ts';
import { readJdOrder } from '#main/plugins/channels/jd/order-detail.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/**
 * The recipient from the ciphertexts that JD sends in place of it, with the shop's keys. The order is read first, because the buyer may
 * have changed the address. Where JD sends a mask and its `oaid` there is nothing to open: which `orderType` and `scenesType` the call
 * that takes an `oaid` wants was not found.
 */
export async function decryptJdRecipient(
  context: JdContext,
  sealed: SealedRecipient,
): Promise<PluginResult<ClearRecipient>> {
  const read = await readJdOrder(context, sealed.externalNumber);
  if (!read.ok) return failed(read.failure);
  const { fullname = '', mobile = '', telephone = '', fullAddress = '' } = read.order.consigneeInfo ?? {};
  const texts = { name: fullname, phone: mobile === '' ? telephone : mobile, street: fullAddress };
  if (Object.values(texts).some((text) => text.includes('*')))
    return failed({ ...refusal(null, 'a mask without ciphertext'), code: 'ERR_CHANNEL_RECIPIENT_MASK_ONLY' });
  const keys = await readJdMasterKeys(context);
  if (!keys.ok) return keys;
  const name = openText(texts.name, keys.value);
  const phone = openText(texts.phone, keys.value);
  const street = openText(texts.street, keys.value);
  if (name === null || phone === null || street === null)
    return failed(refusal(null, 'JD gave no key that opens this ciphertext'));
  return succeeded({ name: name || undefined, phone: phone || undefined, street: street || undefined });
}

/** What is clear already stays as it is. @returns null for ciphertext without its key */
function openText(text: string, keys: MasterKeys): string | null {
  const ciphertext = readJdCiphertext(text);
  if (!ciphertext) return text;
  const key = keys.get(ciphertext.keyId);
  return key ? ciphertext.open(key) : null;
}
