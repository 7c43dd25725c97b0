export const used = () => 1;
export const nobodyCallsMe = () => 2;
