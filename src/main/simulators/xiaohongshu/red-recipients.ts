import { z } from 'zod';
import type { WireObject } from '../kit/wire-json.ts';
import { fieldsOf, orderOf } from './red-context.ts';
import type { RedMethod } from './red-context.ts';
import type { RedOrder, RedReceiver } from './red-order.ts';

const WAITS_FOR_SHIPMENT = 4;
const RESEND = 5;

const ReceiverFields = z.object({
  receiverQueries: z
    .array(z.object({ orderId: z.string().min(1), openAddressId: z.string().min(1) }))
    .min(1)
    .max(20),
  isReturn: z.boolean(),
});
const DecryptFields = z.object({
  baseInfos: z
    .array(z.object({ dataTag: z.string().min(1), encryptedData: z.string().min(1) }))
    .min(1)
    .max(100),
  actionType: z.enum(['1', '2', '3', '4']),
  appUserId: z.string().min(1),
});

/** Type numbers as the platform's page on index strings has them: 1 address, 2 name, 3 phone. */
function ciphersOf({ cipher }: RedOrder): Readonly<Record<keyof RedReceiver, string>> {
  const seal = (from: number, type: number): string => `#${cipher.slice(from, from + 8)}=#${cipher}=#${type}##`;
  return { name: seal(0, 2), phone: seal(8, 3), address: seal(16, 1) };
}

/** Told only of orders that wait for shipment, and only for the address id that the order has now. */
export const getOrderReceiverInfo: RedMethod = (json, context) => {
  const { receiverQueries, isReturn } = fieldsOf(ReceiverFields, json);
  const asked = receiverQueries.map((query) => ({ query, order: orderOf(query.orderId, context) }));
  const told = asked.filter(
    ({ order }) => order.status === WAITS_FOR_SHIPMENT && (order.orderType === RESEND) === isReturn,
  );
  return {
    receiverInfos: told.map(({ query, order }) =>
      query.openAddressId === order.openAddressId ? receiverView(order) : { orderId: order.id, matched: false },
    ),
  };
};

function receiverView(order: RedOrder): WireObject {
  const { name, phone, address } = order.isSealed ? ciphersOf(order) : order.receiver;
  return {
    orderId: order.id,
    matched: true,
    receiverProvinceName: order.place.province,
    receiverCityName: order.place.city,
    receiverDistrictName: order.place.district,
    receiverTownName: order.place.town,
    receiverName: name,
    receiverPhone: phone,
    receiverAddress: address,
  };
}

/** Each text has its own outcome. The codes are made up: those of the platform are not public. */
export const batchDecrypt: RedMethod = (json, context) => {
  const { baseInfos } = fieldsOf(DecryptFields, json);
  const dataInfoList = baseInfos.map(({ dataTag, encryptedData }) => {
    const row = { dataTag, encryptedData, decryptedData: '', errorCode: 0, errorMsg: '' };
    const order = context.store.get(dataTag);
    const clear = order ? clearOf(order, encryptedData) : undefined;
    if (clear === undefined) return { ...row, errorCode: -2000431, errorMsg: '密文与订单不匹配，解密失败' };
    if (!context.decryptions.allows(dataTag))
      return { ...row, errorCode: -2000430, errorMsg: '店铺单日解密订单数已达限额' };
    return { ...row, decryptedData: clear };
  });
  return { dataInfoList };
};

function clearOf(order: RedOrder, cipher: string): string | undefined {
  const ciphers = ciphersOf(order);
  if (cipher === ciphers.name) return order.receiver.name;
  if (cipher === ciphers.phone) return order.receiver.phone;
  return cipher === ciphers.address ? order.receiver.address : undefined;
}
