import type { ImportKind } from '#shared/contract/imports.ts';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { fileShop } from '#main/app/cli/work/file-shop.ts';
import { openStoredData, requireWritable } from '#main/app/cli/open-stored-data.ts';
import type { StoredData } from '#main/app/cli/open-stored-data.ts';
import { readMapping } from '#main/app/cli/work/read-mapping.ts';
import { readsOn } from '#main/db/queries/named-query.ts';
import { readFilesHere } from '#main/usecases/imports/import-file-reader.ts';
import { previewImport } from '#main/usecases/imports/preview-import.ts';
import { runImport } from '#main/usecases/imports/run-import.ts';
import { closeImportJobs, startImport, startUndo } from '#main/usecases/imports/start-import.ts';
import { listImportRows, viewImport } from '#main/usecases/imports/view-imports.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ImportOrder {
  readonly kind: ImportKind;
  readonly path: string;
  /** `field=column`, laid over the guess. */
  readonly map: readonly string[];
  readonly shop: string | undefined;
  readonly isApplied: boolean;
}

/** Errors shown without `--json`; the file has the rest. */
const SHOWN_ERRORS = 20;

/** Checks a file row by row, and applies the sound rows when asked to. @throws AppError ERR_IMPORT_*, UsageError */
export async function importFile(cli: Cli, dataDir: string, order: ImportOrder): Promise<CommandResult> {
  const { kind, path, map, shop, isApplied } = order;
  const fileName = basename(path);
  const bytes = readBytes(path);
  const mapping = map.length === 0 ? null : await readMapping(kind, fileName, bytes, map);
  const data = await openStoredData(cli, dataDir);
  try {
    requireWritable(data);
    const shopId = kind === 'orders' ? fileShop(data, shop) : null;
    const request = { kind, shopId, fileName, bytes, mapping };
    const { importId } = await previewImport(data.context, readFilesHere, data.act, request);
    if (isApplied) {
      startImport(data.context, data.act, importId);
      await finishImport(data, importId);
    }
    return describe(cli, data, importId, isApplied);
  } finally {
    data.close();
  }
}

/** Takes an applied import back. @throws AppError ERR_IMPORT_UNKNOWN, ERR_IMPORT_NOT_UNDOABLE */
export async function takeImportBack(cli: Cli, dataDir: string, importId: string): Promise<CommandResult> {
  const data = await openStoredData(cli, dataDir);
  try {
    requireWritable(data);
    await startUndo(data.context, readsOn(data.context.read), data.act, importId);
    await finishImport(data, importId);
    const view = viewImport(data.context.read, importId);
    return { ok: true, data: { import: view }, lines: [cli.texts('import.undone', { file: view.fileName })] };
  } finally {
    data.close();
  }
}

/** Runs what was started to its end, here and now. @throws AppError when something stopped it */
async function finishImport({ context, shops }: StoredData, importId: string): Promise<void> {
  const services = { reads: readsOn(context.read), warehouseId: () => shops.warehouseId() };
  await runImport(context, services, importId, new AbortController().signal);
  context.db.transaction((tx) => closeImportJobs(tx, importId, context.clock.nowMs()));
  const { problem } = viewImport(context.read, importId);
  if (problem) throw new AppError(problem.code, problem.data);
}

function describe({ texts }: Cli, { context }: StoredData, importId: string, isApplied: boolean): CommandResult {
  const view = viewImport(context.read, importId);
  const errors = listImportRows(context.read, importId, true);
  const { rowCount, errorCount, doubtCount, appliedCount } = view;
  const explained = errors.flatMap(({ rowNumber, problems }) =>
    problems.map((problem) => ({ rowNumber, problem, ...texts.explain(problem.code, problem.data) })),
  );
  const lines = [
    ...Object.entries(view.mapping).map(([field, column]) => `  ${field} ← ${column}`),
    texts('import.counts', { rowCount, errorCount }),
    ...(doubtCount > 0 ? [texts('import.doubts', { n: doubtCount })] : []),
    ...explained.slice(0, SHOWN_ERRORS).map(({ rowNumber, title }) => texts('import.row', { rowNumber, title })),
    texts(isApplied ? 'import.applied' : 'import.previewed', { appliedCount, id: importId }),
  ];
  return { ok: errorCount === 0, data: { import: view, errors: explained }, lines };
}

/** @throws AppError ERR_HOST_FILE_MISSING, ERR_IMPORT_FILE_UNREADABLE */
function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (reason === 'ENOENT') throw new AppError('ERR_HOST_FILE_MISSING', { file: path }, { cause: error });
    throw new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName: basename(path), reason }, { cause: error });
  }
}
