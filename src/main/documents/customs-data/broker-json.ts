import { brokerRows, chosenColumns } from '#main/documents/customs-data/broker-rows.ts';
import { defineFormat } from '#main/documents/customs-data/customs-format.ts';

/** A broker's file as JSON: a list of rows with the ids of their columns; resources/customs/schemas/broker-rows.schema.json. */
export const BROKER_JSON = defineFormat<string>({
  id: 'broker_json',
  schema: 'broker-rows.schema.json',
  prepare(item, run) {
    const made = brokerRows(item, run);
    if ('problems' in made) return made;
    const ids = run.broker ? chosenColumns(run.broker).map(({ column }) => column.id) : [];
    const part = made.rows.map((row) => rowText(ids, row)).join(',\n');
    return { part, sample: document([part]) };
  },
  assemble: (parts) => Promise.resolve(new TextEncoder().encode(document(parts))),
});

function document(parts: readonly string[]): string {
  return `[\n${parts.join(',\n')}\n]\n`;
}

/** Numbers are written as they stand in the text: no float ever holds an amount. */
function rowText(ids: readonly string[], row: readonly { text: string; kind: string }[]): string {
  const fields = row.map(({ text, kind }, index) => {
    const value = kind === 'number' && text !== '' ? text : JSON.stringify(text);
    return `${JSON.stringify(ids[index] ?? '')}:${value}`;
  });
  return `{${fields.join(',')}}`;
}
