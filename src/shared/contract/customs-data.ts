export const customsDataContract = {};
