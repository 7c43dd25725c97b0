import { hash } from 'node:crypto';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { isKnownOutcome } from '#main/usecases/customs/data/outcome-rows.ts';
import type { NewOutcome } from '#main/usecases/customs/data/outcome-rows.ts';
import { readResultFile } from '#main/usecases/customs/data/read-result-file.ts';
import { readResultRow } from '#main/usecases/customs/data/read-result-row.ts';
import type { ResultReading } from '#main/usecases/customs/data/read-result-row.ts';
import { guessResultMapping } from '#main/usecases/customs/data/result-columns.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { ResultMapping, ResultMeanings } from '#shared/contract/customs-data.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ResultFileRequest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Null: guessed. */
  readonly mapping: ResultMapping | null;
  readonly meanings: ResultMeanings;
}

interface RowToStore {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly state: 'ready' | 'error' | 'duplicate' | 'ignored';
  readonly outcome: NewOutcome | null;
  readonly problem: Problem | null;
}

/** Rows read and stored per transaction. */
const PER_SLICE = 50;

/**
 * Reads a file of results and matches every row to its parcel; stores what it found and records nothing. The same bytes are
 * refused while an import of them stands.
 * @returns the id of the import
 * @throws AppError ERR_CUSTOMS_RESULT_FILE_UNREADABLE, _COLUMN_MISSING, _FILE_REPEATED, ERR_IMPORT_*
 */
export async function previewResults(
  context: UseCaseContext,
  zone: string,
  act: Act,
  request: ResultFileRequest,
): Promise<string> {
  const sha256 = hash('sha256', request.bytes);
  refuseRepeated(context, request.fileName, sha256);
  const table = await readResultFile(request.fileName, request.bytes);
  const mapping = request.mapping ?? guessResultMapping(table.headers);
  for (const field of ['number', 'result'] as const)
    if (request.mapping && !table.headers.includes(mapping[field] ?? ''))
      throw new AppError('ERR_CUSTOMS_RESULT_COLUMN_MISSING', { field });
  const reading: ResultReading = { headers: table.headers, mapping, meanings: request.meanings, zone };
  const id = context.ids.next();
  context.db.transaction((tx) =>
    tx
      .prepare<(string | number)[]>(
        `INSERT INTO customs_result_imports (id, file_name, sha256, headers_json, mapping_json, meanings_json, state, row_count, applied_count,
           error_count, duplicate_count, created_at_ms, created_by) VALUES (?, ?, ?, ?, ?, ?, 'reading', ?, 0, 0, 0, ?, ?)`,
      )
      .run(
        id,
        request.fileName,
        sha256,
        JSON.stringify(table.headers),
        JSON.stringify(mapping),
        JSON.stringify(request.meanings),
        table.rows.length,
        context.clock.nowMs(),
        act.actor.name,
      ),
  );
  const seen = new Set<string>();
  const missing = (['number', 'result'] as const).find((field) => mapping[field] === undefined);
  for (let first = 0; first < table.rows.length; first += PER_SLICE) {
    const rows = table.rows
      .slice(first, first + PER_SLICE)
      .map(({ rowNumber, cells }) => ({ rowNumber, cells, ...judge(context, cells, reading, missing, seen) }));
    context.db.transaction((tx) => storeRows(tx, id, rows));
    await giveWay();
  }
  context.db.transaction((tx) => {
    tx.prepare<[string]>("UPDATE customs_result_imports SET state = 'previewed' WHERE id = ?").run(id);
    tx.changed('customs-data');
  });
  return id;
}

function refuseRepeated(context: UseCaseContext, fileName: string, sha256: string): void {
  const standing = context.read
    .pluck<[string], string>(
      "SELECT file_name FROM customs_result_imports WHERE sha256 = ? AND state IN ('applying', 'applied') LIMIT 1",
    )
    .get(sha256);
  if (standing !== undefined) throw new AppError('ERR_CUSTOMS_RESULT_FILE_REPEATED', { fileName });
}

function judge(
  context: UseCaseContext,
  cells: readonly string[],
  reading: ResultReading,
  missing: string | undefined,
  seen: Set<string>,
): Pick<RowToStore, 'state' | 'outcome' | 'problem'> {
  if (missing !== undefined)
    return {
      state: 'error',
      outcome: null,
      problem: { code: 'ERR_CUSTOMS_RESULT_COLUMN_MISSING', data: { field: missing } },
    };
  const row = readResultRow(context.read, cells, reading);
  if (row.state !== 'ready') return { state: row.state, outcome: null, problem: row.problem };
  const key = JSON.stringify(row.outcome);
  if (seen.has(key) || isKnownOutcome(context.read, row.outcome)) {
    const number = cells[reading.headers.indexOf(reading.mapping.number ?? '')] ?? '';
    return {
      state: 'duplicate',
      outcome: null,
      problem: { code: 'ERR_CUSTOMS_RESULT_DUPLICATE', data: { number: number.slice(0, 60) } },
    };
  }
  seen.add(key);
  return { state: 'ready', outcome: row.outcome, problem: null };
}

function storeRows(tx: WriteTx, importId: string, rows: readonly RowToStore[]): void {
  const insert = tx.prepare<(string | number | null)[]>(
    'INSERT INTO customs_result_rows (import_id, row_number, cells_json, outcome_json, state, problem_json) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const row of rows)
    insert.run(
      importId,
      row.rowNumber,
      JSON.stringify(row.cells),
      row.outcome && JSON.stringify(row.outcome),
      row.state,
      row.problem && JSON.stringify(row.problem),
    );
  const count = (state: RowToStore['state']): number => rows.filter((row) => row.state === state).length;
  tx.prepare<[number, number, string]>(
    'UPDATE customs_result_imports SET error_count = error_count + ?, duplicate_count = duplicate_count + ? WHERE id = ?',
  ).run(count('error'), count('duplicate'), importId);
}
