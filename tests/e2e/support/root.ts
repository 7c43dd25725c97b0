import { resolve } from 'node:path';

/** The repository: Playwright and the bench are started in it, the bench from a bundle that lies elsewhere. */
export const ROOT: string = resolve();
