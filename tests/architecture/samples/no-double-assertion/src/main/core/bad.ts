export const forced = 'text' as unknown as number; // bad
export const alsoForced = ('text' as unknown) as number; // bad
export const widened = 'text' as unknown;
