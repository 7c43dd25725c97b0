import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import { invalidParameter } from '../douyin-context.ts';
import type { DouyinMethod } from '../douyin-context.ts';
import { productIdOf, skuIdOf } from '../order-factory.ts';
import { idOf, wholeNumber } from './read-params.ts';

/** product.listV2: what the demo store sells, page by page from 1; SKUs come with another call. */
export const productList: DouyinMethod = {
  name: 'product.listV2',
  needsToken: true,
  run(params) {
    const page = wholeNumber(params, 'page') ?? 1;
    const size = wholeNumber(params, 'size') ?? 20;
    if (page < 1 || size < 1 || size > 100) throw invalidParameter('5', 'page从1开始，size不超过100');
    const goods = demoCatalogue();
    const data = goods.slice((page - 1) * size, page * size).map((good) => ({
      product_id: BigInt(productIdOf(good)),
      name: good.title,
      status: 0,
      check_status: 3,
    }));
    return { data, total: goods.length, page, size };
  },
};

/** sku.list: the SKUs of one product; here each has one. */
export const skuList: DouyinMethod = {
  name: 'sku.list',
  needsToken: true,
  run(params) {
    const productId = idOf(params['product_id']);
    const good = demoCatalogue().find((each) => productIdOf(each) === productId);
    if (!good) throw invalidParameter('5', `product_id: ${productId}, 找不到对应的商品`);
    return [
      {
        id: BigInt(skuIdOf(good)),
        product_id: BigInt(productId),
        code: good.code,
        spec_detail_name1: good.variant,
        spec_detail_name2: '',
        spec_detail_name3: '',
        stock_num: 100,
      },
    ];
  },
};
