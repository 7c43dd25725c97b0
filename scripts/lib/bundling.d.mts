import type { Plugin } from 'vite';

export const LEFT_OUTSIDE: readonly string[];
export const FLAT_OUTPUT: {
  readonly format: 'es';
  readonly entryFileNames: string;
  readonly chunkFileNames: string;
  readonly comments: { readonly legal: boolean; readonly annotation: boolean; readonly jsdoc: boolean };
};
export function bundlePlugins(): Plugin[];
export function workerFiles(place: (worker: string) => string): Plugin;
export function escapeIfShorter(code: string): string;
