export function ensureTestBundle(): Promise<string>;
