export const customsGoodsContract = {};
