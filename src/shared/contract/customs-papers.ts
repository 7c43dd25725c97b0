export const customsPapersContract = {};
