import { accessSync, constants } from 'node:fs';
import { makeFolder } from '#main/app/make-folder.ts';
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
