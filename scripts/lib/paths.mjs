import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json. Built from the URL, so that spaces and Chinese characters in the path survive. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** Notes of the scripts between runs (a failed download, times of a build); deleted together with node_modules. */
export const cacheDir = inRoot('node_modules', '.cache', 'packbench');

/** What Node keeps of compiled JavaScript. Emptied with each build, since it never forgets by itself. */
export const compiledDir = join(cacheDir, 'compiled');
