import { base } from '#main/rpc/base.ts';

export const customsRulesRouter = base.customsRules.router({});
