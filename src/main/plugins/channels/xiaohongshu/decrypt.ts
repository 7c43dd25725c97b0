import { refusal } from '#main/plugins/channels/call-failures.ts';
import type { ClearRecipient, SealedRecipient } from '#main/plugins/channels/channel-connector.ts';
import { virtualPhone } from '#main/plugins/channels/virtual-phone.ts';
import { readXiaohongshu } from '#main/plugins/channels/xiaohongshu/call.ts';
import { isDecryptionLimit } from '#main/plugins/channels/xiaohongshu/error-table.ts';
import { isCipher } from '#main/plugins/channels/xiaohongshu/order-reading.ts';
import { readOrderNow } from '#main/plugins/channels/xiaohongshu/orders.ts';
import { DecryptAnswer, ReceiverAnswer } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { DecryptedText, Order, Receiver, XiaohongshuContext } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { RESEND } from '#main/plugins/channels/xiaohongshu/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/** `actionType` of one order that a person looks at. */
const ONE_ORDER_LOOKED_AT = '1';
/** `appUserId`: of no meaning any more, but not to be empty. Who looked is written down here, not there. */
const APP_USER = 'packbench';

/**
 * The recipient with `order.getOrderReceiverInfo`, and what of it is ciphertext with `data.batchDecrypt`, in one call: ten order
 * numbers of a shop are decrypted a day, so nothing is sent there that is clear already. The order is read first, because its
 * `openAddressId` is another one after the buyer changed the address.
 */
export async function decryptXiaohongshuRecipient(
  context: XiaohongshuContext,
  sealed: SealedRecipient,
): Promise<PluginResult<ClearRecipient>> {
  const order = await readOrderNow(context, sealed.externalNumber);
  if (!order.ok) return failed(order.failure);
  const told = await readReceiver(context, order.value);
  if (!told.ok) return failed(told.failure);
  const { receiverName, receiverPhone, receiverAddress } = told.value;
  const parts = [receiverName, receiverPhone, receiverAddress];
  if (parts.every((part) => part === '')) return failed(refusal(null, 'the answer bears no recipient'));
  const opened = await openTexts(context, sealed.externalNumber, parts.filter(isCipher));
  if (!opened.ok) return failed(opened.failure);
  const clear = (text: string): string | undefined => (isCipher(text) ? opened.value.get(text) : text) || undefined;
  return succeeded({ name: clear(receiverName), phone: clear(receiverPhone), street: clear(receiverAddress) });
}

async function readReceiver(context: XiaohongshuContext, order: Order): Promise<PluginResult<Receiver>> {
  const { orderId, openAddressId, orderStatus } = order;
  const reply = await readXiaohongshu(context, {
    method: 'order.getOrderReceiverInfo',
    fields: { receiverQueries: [{ orderId, openAddressId }], isReturn: order.orderType === RESEND },
    answer: ReceiverAnswer,
  });
  if (!reply.ok) return failed(reply.failure);
  const receiver = reply.value.receiverInfos.find((each) => each.orderId === orderId);
  if (!receiver) {
    const text = `the order stands at ${orderStatus}: recipients are told only of orders that wait for shipment`;
    return failed({ ...refusal(orderStatus, text), code: 'ERR_CHANNEL_RECIPIENT_NOT_TOLD' });
  }
  if (receiver.matched === false) return failed(refusal(null, 'openAddressId is not the one of the order any more'));
  return succeeded(receiver);
}

/** Ciphertext -> what it says. */
async function openTexts(
  context: XiaohongshuContext,
  orderId: string,
  texts: readonly string[],
): Promise<PluginResult<ReadonlyMap<string, string>>> {
  if (texts.length === 0) return succeeded(new Map());
  const reply = await readXiaohongshu(context, {
    method: 'data.batchDecrypt',
    fields: {
      baseInfos: texts.map((encryptedData) => ({ dataTag: orderId, encryptedData })),
      actionType: ONE_ORDER_LOOKED_AT,
      appUserId: APP_USER,
    },
    answer: DecryptAnswer,
  });
  if (!reply.ok) return failed(withLimit(reply.failure));
  const rows = reply.value.dataInfoList;
  const bad = rows.find((row) => row.errorCode !== '0');
  if (bad) return failed(withLimit(refusal(bad.errorCode, bad.errorMsg)));
  return succeeded(new Map(rows.map((row) => [row.encryptedData, clearTextOf(row)])));
}

function clearTextOf(row: DecryptedText): string {
  if (!row.virtualNumberFlag || row.virtualPhoneNumber === '') return row.decryptedData;
  return virtualPhone(row.virtualPhoneNumber, row.virtualExtendNumber);
}

/** The day's limit has a code of its own here, because waiting until tomorrow is all that helps. */
function withLimit(failure: PluginFailure): PluginFailure {
  const isLimit = failure.kind === 'refused' && isDecryptionLimit(failure.vendorText);
  return isLimit ? { ...failure, code: 'ERR_CHANNEL_DECRYPTION_LIMIT' } : failure;
}
