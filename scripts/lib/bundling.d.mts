import type { Plugin } from 'vite';

export const LEFT_OUTSIDE: readonly string[];
export const KEPT_COMMENTS: { readonly legal: boolean; readonly annotation: boolean; readonly jsdoc: boolean };
export function workerFiles(place: (worker: string) => string): Plugin;
export function oneByteSources(): Plugin;
export function escapeIfShorter(code: string): string;
