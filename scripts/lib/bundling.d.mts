import type { Plugin } from 'vite';

export const LEFT_OUTSIDE: readonly string[];
export function workerFiles(place: (worker: string) => string): Plugin;
