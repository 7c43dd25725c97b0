import type { ImportKind } from '#shared/contract/imports.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * `reading`: rows still come in. `applying`, `undoing`: a few rows at a time, resumed after a crash. `stopped`: by a person, or
 * because something stood in the way; some rows may be applied.
 */
export type ImportState = 'reading' | 'previewed' | 'applying' | 'stopped' | 'applied' | 'undoing' | 'undone';

export interface ImportRow {
  readonly id: string;
  readonly kind: ImportKind;
  readonly shop_id: string | null;
  readonly file_name: string;
  readonly state: ImportState;
  readonly act_json: string | null;
}

/** @throws AppError ERR_IMPORT_UNKNOWN */
export function readImport(db: ReadDb, importId: string): ImportRow {
  const row = db
    .prepare<[string], ImportRow>('SELECT id, kind, shop_id, file_name, state, act_json FROM imports WHERE id = ?')
    .get(importId);
  if (!row) throw new AppError('ERR_IMPORT_UNKNOWN', { importId });
  return row;
}
