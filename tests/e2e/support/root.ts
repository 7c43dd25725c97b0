import { join } from 'node:path';

/** Folder of package.json. */
export const ROOT: string = join(import.meta.dirname, '..', '..', '..');
