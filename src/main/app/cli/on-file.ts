import { AppError } from '#shared/errors/app-error.ts';

/** Does something with a file or folder that a person named. @throws AppError ERR_HOST_FILE_UNWRITABLE with the system's code */
export function onFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) throw error;
    throw new AppError('ERR_HOST_FILE_UNWRITABLE', { file, reason: String(error.code) }, { cause: error });
  }
}
