export const customsDeskContract = {};
