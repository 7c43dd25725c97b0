import { PDD_ACCESS_LASTS_S, PDD_REFRESH_LASTS_S } from '../pdd-access.ts';
import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import type { WireObject } from '#main/simulators/kit/wire-json.ts';
import type { PddContext, PddMethod } from '../pdd-context.ts';
import { PddFailure, invalidParameter } from '../pdd-failure.ts';
import { unseal } from '../order-view.ts';
import { goodsIdOf, skuIdOf } from '../order-factory.ts';
import { required, wholeNumber } from './parameters.ts';

/** pdd.mall.info.get: the shop's own name. */
export const mallInfoGet: PddMethod = {
  type: 'pdd.mall.info.get',
  root: 'mall_info_get_response',
  needsToken: true,
  run: (_parameters, context) => ({ mall_name: context.mallName, mall_desc: '', merchant_type: 1 }),
};

/** pdd.pmc.user.permit: messages of this merchant are told on the app's connection from now on. */
export const pmcUserPermit: PddMethod = {
  type: 'pdd.pmc.user.permit',
  root: 'pmc_user_permit_response',
  needsToken: true,
  run(_parameters, context) {
    context.hub.permit();
    return { is_success: true };
  },
};

/** pdd.pop.auth.token.refresh: new tokens for the refresh token; the old ones end. */
export const tokenRefresh: PddMethod = {
  type: 'pdd.pop.auth.token.refresh',
  root: 'pop_auth_token_refresh_response',
  needsToken: false,
  run(parameters, context) {
    if (required(parameters, 'refresh_token') !== context.access.refreshToken)
      throw new PddFailure(10035, 'refresh_token已过期');
    return newTokens(context);
  },
};

/** pdd.pop.auth.token.create: for the code of a consent, which counts once. */
export const tokenCreate: PddMethod = {
  type: 'pdd.pop.auth.token.create',
  root: 'pop_auth_token_create_response',
  needsToken: false,
  run(parameters, context) {
    if (!context.access.codes.redeem(required(parameters, 'code'))) throw new PddFailure(10019, 'code已失效');
    return newTokens(context);
  },
};

function newTokens({ access, clock, mallName }: PddContext): WireObject {
  access.renew();
  const nowS = Math.floor(clock.nowMs() / 1000);
  return {
    access_token: access.accessToken,
    refresh_token: access.refreshToken,
    expires_at: nowS + PDD_ACCESS_LASTS_S,
    expires_in: PDD_ACCESS_LASTS_S,
    refresh_token_expires_at: nowS + PDD_REFRESH_LASTS_S,
    refresh_token_expires_in: PDD_REFRESH_LASTS_S,
    owner_id: '100001',
    owner_name: mallName,
    scope: ['pdd.order.list.get'],
  };
}

/** pdd.goods.quantity.update: absolute (1, default) or relative (2). */
export const goodsQuantityUpdate: PddMethod = {
  type: 'pdd.goods.quantity.update',
  root: 'goods_quantity_update_response',
  needsToken: true,
  run(parameters, context) {
    const goodsId = required(parameters, 'goods_id');
    if (!/^\d+$/.test(goodsId)) throw invalidParameter('goods_id', '必须为数字');
    const sku = parameters.get('sku_id') || parameters.get('outer_id');
    if (!sku) throw invalidParameter('sku_id', 'sku_id和outer_id必填一个');
    const isRelative = parameters.get('update_type') === '2';
    const quantity = wholeNumber(parameters, 'quantity', { from: isRelative ? -1_000_000 : 0, to: 1_000_000 });
    context.stock.set(sku, isRelative ? (context.stock.get(sku) ?? 0) + quantity : quantity);
    return { is_success: true };
  },
};

/** pdd.goods.list.get: what the demo store sells, page by page; each SKU is a good of its own. */
export const goodsListGet: PddMethod = {
  type: 'pdd.goods.list.get',
  root: 'goods_list_get_response',
  needsToken: true,
  run(parameters) {
    const page = wholeNumber(parameters, 'page', { from: 1, to: 100_000, fallback: 1 });
    const size = wholeNumber(parameters, 'page_size', { from: 1, to: 100, fallback: 100 });
    const goods = demoCatalogue();
    const goods_list = goods.slice((page - 1) * size, page * size).map((good) => ({
      goods_id: BigInt(goodsIdOf(good)),
      goods_name: good.title,
      is_onsale: 1,
      goods_quantity: 100,
      sku_list: [
        { sku_id: BigInt(skuIdOf(good)), outer_id: good.code, spec: good.variant, sku_quantity: 100, is_sku_onsale: 1 },
      ],
    }));
    return { total_count: goods.length, goods_list };
  },
};

/** pdd.open.decrypt.batch: ciphertexts of orders, in clear. */
export const openDecryptBatch: PddMethod = {
  type: 'pdd.open.decrypt.batch',
  root: 'open_decrypt_batch_response',
  needsToken: true,
  run(parameters, context) {
    const asked = JSON.parse(required(parameters, 'data_list')) as { data_tag: string; encrypted_data: string }[];
    const data_decrypt_list = asked.map(({ data_tag, encrypted_data }) => {
      const decrypted = context.store.get(data_tag) ? unseal(encrypted_data) : '';
      return {
        data_tag,
        encrypted_data,
        decrypted_data: decrypted,
        error_code: decrypted === '' ? 50001 : 0,
        error_msg: decrypted === '' ? '解密失败' : '',
      };
    });
    return { data_decrypt_list };
  },
};
