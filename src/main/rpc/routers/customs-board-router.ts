import { base } from '#main/rpc/base.ts';

export const customsBoardRouter = base.customsBoard.router({});
