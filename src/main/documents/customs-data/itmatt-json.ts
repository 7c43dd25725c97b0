import { defineFormat } from '#main/documents/customs-data/customs-format.ts';
import type { ExportRun } from '#main/documents/customs-data/customs-format.ts';
import { itmattItem } from '#main/documents/customs-data/itmatt-message.ts';

/** Advance data of posts as JSON: resources/customs/schemas/itmatt.schema.json. */
export const ITMATT_JSON = defineFormat<string>({
  id: 'itmatt_json',
  schema: 'itmatt.schema.json',
  prepare(exported, run) {
    const item = itmattItem(exported);
    if ('problems' in item) return item;
    const part = JSON.stringify(item, withoutEmpty);
    return { part, sample: message([part], run) };
  },
  assemble: (parts, run) => Promise.resolve(new TextEncoder().encode(message(parts, run))),
});

function message(parts: readonly string[], run: ExportRun): string {
  const head = `{"message":"ITMATT","version":"1","id":${JSON.stringify(run.guid)},"preparedAt":"${new Date(run.atMs).toISOString()}","items":[`;
  return `${head}\n${parts.join(',\n')}\n]}\n`;
}

/** What nobody filled does not stand in the message. */
function withoutEmpty(_key: string, value: unknown): unknown {
  return value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
}
