import { base } from '#main/rpc/base.ts';

export const customsDeskRouter = base.customsDesk.router({});
