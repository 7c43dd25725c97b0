import type { ListedItem } from '../listing-shelf.ts';
import { invalidArgument, isvFailure } from '../top-failure.ts';
import type { TopContext, TopMethod, TopParameters } from '../top-context.ts';
import { required, wholeNumber } from './parameters.ts';

const MOST_SKUS = 20;
const MOST_ITEMS = 40;
/** 1 sets the number, 2 adds to it. */
const ADD = '2';

function itemOf(parameters: TopParameters, context: TopContext): ListedItem {
  const item = context.shelf.get(required(parameters, 'num_iid'));
  if (!item) throw isvFailure('item-not-exist:num_iid', '商品不存在');
  return item;
}

/** @throws TopFailure 41 for a number below zero that is to be set */
function setQuantity(item: ListedItem, text: string, parameters: TopParameters): void {
  const value = Number(text);
  const adds = parameters.get('type') === ADD;
  if (!Number.isInteger(value) || (value < 0 && !adds)) throw invalidArgument('quantity', '库存必须为非负整数');
  item.quantity = Math.max(0, adds ? item.quantity + value : value);
}

/** taobao.item.quantity.update: an item that has no SKUs, or one of its SKUs. */
export const itemQuantityUpdate: TopMethod = {
  name: 'taobao.item.quantity.update',
  needsSession: true,
  run(parameters, context) {
    const item = itemOf(parameters, context);
    setQuantity(item, required(parameters, 'quantity'), parameters);
    return { item: { num_iid: BigInt(item.numIid), num: item.quantity } };
  },
};

/** taobao.skus.quantity.update: up to twenty SKUs of one item; one that is wrong refuses all. */
export const skusQuantityUpdate: TopMethod = {
  name: 'taobao.skus.quantity.update',
  needsSession: true,
  run(parameters, context) {
    const item = itemOf(parameters, context);
    const pairs = required(parameters, 'skuid_quantities')
      .split(';')
      .filter((pair) => pair !== '');
    if (pairs.length > MOST_SKUS) throw invalidArgument('skuid_quantities', '最多支持20个SKU同时修改');
    for (const pair of pairs) {
      const [skuId, quantity = ''] = pair.split(':');
      if (skuId !== item.skuId) throw isvFailure('sku-not-exist:skuid_quantities', 'SKU不存在');
      setQuantity(item, quantity, parameters);
    }
    return { item: { num_iid: BigInt(item.numIid), num: item.quantity } };
  },
};

/** taobao.items.onsale.get: what is on sale, page by page. */
export const itemsOnsaleGet: TopMethod = {
  name: 'taobao.items.onsale.get',
  needsSession: true,
  run(parameters, context) {
    required(parameters, 'fields');
    const page = wholeNumber(parameters, 'page_no', 1, 1, 101);
    const size = wholeNumber(parameters, 'page_size', 40, 1, 200);
    const all = [...context.shelf.values()];
    const item = all.slice((page - 1) * size, page * size).map((each) => ({
      num_iid: BigInt(each.numIid),
      title: each.title,
      outer_id: each.outerSkuId.replace(/-.*$/, ''),
    }));
    return item.length === 0 ? { total_results: all.length } : { items: { item }, total_results: all.length };
  },
};

/** taobao.item.skus.get: the SKUs of up to forty items. */
export const itemSkusGet: TopMethod = {
  name: 'taobao.item.skus.get',
  needsSession: true,
  run(parameters, context) {
    required(parameters, 'fields');
    const wanted = required(parameters, 'num_iids').split(',');
    if (wanted.length > MOST_ITEMS) throw invalidArgument('num_iids', '最多40个');
    const sku = wanted.flatMap((numIid) => {
      const item = context.shelf.get(numIid);
      if (!item) return [];
      return [
        {
          num_iid: BigInt(item.numIid),
          sku_id: BigInt(item.skuId),
          outer_id: item.outerSkuId,
          properties_name: item.properties,
          quantity: item.quantity,
        },
      ];
    });
    return sku.length === 0 ? {} : { skus: { sku } };
  },
};
