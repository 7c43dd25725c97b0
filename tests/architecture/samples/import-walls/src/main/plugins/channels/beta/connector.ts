export const connector = 'beta';
