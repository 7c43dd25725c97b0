import { checkFile } from '#main/usecases/imports/check-file.ts';
import type { CheckedFile, CheckedRow, FileRequest } from '#main/usecases/imports/check-file.ts';

/** A file that was read and checked, wherever that was done; its rows are handed over a few at a time. */
export interface OpenedFile extends Omit<CheckedFile, 'rows'> {
  /** The next rows, at most `count`; none at the end. */
  next(count: number): Promise<readonly CheckedRow[]>;
  close(): void;
}

export interface ImportFileReader {
  /** @throws AppError ERR_IMPORT_* */
  open(request: FileRequest): Promise<OpenedFile>;
}

/** Reads in this thread: for the command line, which has nothing else to do meanwhile. */
export const readFilesHere: ImportFileReader = {
  async open(request) {
    const { rows, ...file } = await checkFile(request);
    let at = 0;
    return {
      ...file,
      next(count) {
        at += count;
        return Promise.resolve(rows.slice(at - count, at));
      },
      close() {},
    };
  },
};
