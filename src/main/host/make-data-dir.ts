import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Makes the data folder where there is none yet.
 * @throws AppError ERR_HOST_DATA_DIR_UNUSABLE when it cannot be made, is no folder, or must not be written
 */
export function makeDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('ERR_HOST_DATA_DIR_UNUSABLE', { dir: dataDir, reason }, { cause: error });
  }
}

/** One folder after the other: below /proc and its like, `mkdir` with `recursive` never returns. */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    mkdirSync(folder);
  } else if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file`);
}
