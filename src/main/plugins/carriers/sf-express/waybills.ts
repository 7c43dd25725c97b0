import type { IssuedWaybill, WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import { readSf, writeSf } from '#main/plugins/carriers/sf-express/call.ts';
import { refusal } from '#main/plugins/carriers/sf-express/failures.ts';
import type { SfExpressContext } from '#main/plugins/carriers/sf-express/schemas.ts';
import { DEAL_TYPE, INNER, SEARCH_TYPE, SERVICE } from '#main/plugins/carriers/sf-express/units.ts';
import { readWaybill } from '#main/plugins/carriers/sf-express/waybill-reading.ts';
import { buildCreateOrder, findObstacle } from '#main/plugins/carriers/sf-express/waybill-request.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** SF answers 8016 for a key it has seen: the number issued then is fetched and returned. */
export async function createSfWaybill(
  context: SfExpressContext,
  request: WaybillRequest,
): Promise<PluginResult<IssuedWaybill>> {
  const obstacle = findObstacle(request);
  if (obstacle !== null) return failed(refusal(null, obstacle));
  const reply = await writeSf(context, SERVICE.createOrder, buildCreateOrder(context.config, request));
  if (reply.ok) return readWaybill(reply.msgData, false, 'write');
  if (reply.failure.vendorCode !== INNER.duplicateOrder) return failed(reply.failure);
  const found = await findSfWaybill(context, request.requestKey);
  if (!found.ok) return found;
  return found.value === null ? failed(reply.failure) : succeeded(found.value, found.messages);
}

/** 8024 says that SF holds no order under the key; anything else that fails leaves the question open. */
export async function findSfWaybill(
  context: SfExpressContext,
  requestKey: string,
): Promise<PluginResult<IssuedWaybill | null>> {
  const message = { language: 'zh-CN', orderId: requestKey, searchType: SEARCH_TYPE.forward };
  const reply = await readSf(context, SERVICE.searchOrder, message);
  if (reply.ok) return readWaybill(reply.msgData, true, 'read');
  return reply.failure.vendorCode === INNER.unknownOrder ? succeeded(null) : failed(reply.failure);
}

/** A cancelled key stays taken at SF: a new waybill needs a new key. */
export async function cancelSfWaybill(
  context: SfExpressContext,
  requestKey: string,
): Promise<PluginResult<{ alreadyCancelled: boolean }>> {
  const reply = await writeSf(context, SERVICE.updateOrder, {
    language: 'zh-CN',
    orderId: requestKey,
    dealType: DEAL_TYPE.cancel,
  });
  if (reply.ok) return succeeded({ alreadyCancelled: false });
  return reply.failure.vendorCode === INNER.alreadyCancelled
    ? succeeded({ alreadyCancelled: true })
    : failed(reply.failure);
}
