import { base } from '#main/rpc/base.ts';

export const customsPapersRouter = base.customsPapers.router({});
