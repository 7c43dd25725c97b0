import { utcText } from '#main/app/cli/export/export-table.ts';
import type { ExportTable } from '#main/app/cli/export/export-table.ts';
import { redact } from '#main/lib/redact.ts';

interface Row {
  external_number: string;
  seq: number;
  at_ms: number;
  type: string;
  actor_kind: string;
  actor_id: string;
  source: string;
  rule: string | null;
  trace_id: string;
  data_json: string;
  hash: string;
}

const SELECT = `SELECT o.external_number, e.seq, e.at_ms, e.type, e.actor_kind, e.actor_id, e.source, e.rule, e.trace_id, e.data_json, e.hash
  FROM orders o CROSS JOIN shops s ON s.id = o.shop_id JOIN order_events e ON e.order_id = o.id
  WHERE (@status IS NULL OR o.status = @status) AND (@shop IS NULL OR s.id = @shop OR s.name = @shop)
    AND (@order IS NULL OR o.id IN (SELECT order_id FROM external_ids WHERE value = @order))
  ORDER BY o.list_key, e.seq`;

/** One row per event, with the hash that chains it to the one before. Personal data in it is masked like in the log. */
export const exportTimeline: ExportTable = {
  columns: [
    'external_number',
    'seq',
    'at',
    'type',
    'actor_kind',
    'actor',
    'source',
    'rule',
    'trace_id',
    'data',
    'hash',
  ],
  *rows(db, { isRevealed, status, shop, order }) {
    type Wanted = { status: string | null; shop: string | null; order: string | null };
    const stored = db.prepare<[Wanted], Row>(SELECT).iterate({ status, shop, order });
    for (const row of stored) {
      const data = isRevealed ? row.data_json : JSON.stringify(redact(JSON.parse(row.data_json)));
      const { external_number: number, actor_kind: kind, actor_id: actor, trace_id: trace } = row;
      yield [number, row.seq, utcText(row.at_ms), row.type, kind, actor, row.source, row.rule, trace, data, row.hash];
    }
  },
};
