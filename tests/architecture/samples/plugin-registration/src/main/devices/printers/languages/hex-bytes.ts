export const hexBytes = (text: string) => text.length;
