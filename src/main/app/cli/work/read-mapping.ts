import type { ImportKind } from '#shared/contract/imports.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import { guessMapping, importFields } from '#main/usecases/imports/import-fields.ts';
import { readTable } from '#main/usecases/imports/read-table.ts';

/**
 * Lays `field=column` pairs over the guessed mapping; a column may be named by its header or by its number from 1.
 * @throws UsageError for an unknown field or column; AppError ERR_IMPORT_* as readTable
 */
export async function readMapping(
  kind: ImportKind,
  fileName: string,
  bytes: Uint8Array,
  pairs: readonly string[],
): Promise<Record<string, string>> {
  const { headers } = await readTable(fileName, bytes);
  const fields = importFields(kind);
  const mapping = guessMapping(fields, headers);
  for (const pair of pairs) {
    const [field = '', column = ''] = pair.split(/=(.*)/s);
    if (!fields.some(({ name }) => name === field))
      throw new UsageError('unknownField', { field, known: fields.map(({ name }) => name).join(', ') });
    const header = headers.includes(column) ? column : headers[Number(column) - 1];
    if (header === undefined) throw new UsageError('unknownColumn', { column, known: headers.join(', ') });
    mapping[field] = header;
  }
  return mapping;
}
