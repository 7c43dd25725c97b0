import { base } from '#main/rpc/base.ts';

export const customsGoodsRouter = base.customsGoods.router({});
