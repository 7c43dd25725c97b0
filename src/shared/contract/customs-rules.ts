export const customsRulesContract = {};
