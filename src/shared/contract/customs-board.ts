export const customsBoardContract = {};
