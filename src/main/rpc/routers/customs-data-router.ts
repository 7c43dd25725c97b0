import { base } from '#main/rpc/base.ts';

export const customsDataRouter = base.customsData.router({});
