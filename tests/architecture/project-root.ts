import { resolve } from 'node:path';

/** Folder of package.json. */
export const projectRoot = resolve(import.meta.dirname, '..', '..');
