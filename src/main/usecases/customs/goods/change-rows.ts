import type { ReadDb } from '#main/db/handles.ts';
import type { GoodsChange } from '#shared/contract/customs-goods.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { GoodsField } from '#shared/model/customs-goods.ts';
import { SkuId } from '#shared/model/ids.ts';

interface ChangeRow {
  readonly seq: number;
  readonly id: string;
  readonly sku_id: string;
  readonly code: string;
  readonly title: string;
  readonly state: GoodsChange['state'];
  readonly source: string;
  readonly reason: string;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly at_ms: number;
  readonly decided_by_name: string | null;
  readonly decided_at_ms: number | null;
  readonly decide_note: string;
  readonly undoes_id: string | null;
  readonly undone: number;
}

const SELECT = `SELECT c.*, k.code, k.title, EXISTS (SELECT 1 FROM customs_goods_changes u WHERE u.undoes_id = c.id AND u.state IN ('applied', 'agreed', 'pending')) AS undone
  FROM customs_goods_changes c JOIN skus k ON k.id = c.sku_id`;

/** Changes of one SKU, the newest first. */
export function readHistory(db: ReadDb, skuId: string, limit: number): GoodsChange[] {
  const rows = db.prepare<[string, number], ChangeRow>(`${SELECT} WHERE c.sku_id = ? ORDER BY c.seq DESC LIMIT ?`);
  return rows.all(skuId, limit).map((row) => changeOf(db, row));
}

/** What waits for a second person, the oldest first. */
export function readPending(db: ReadDb, limit: number): GoodsChange[] {
  const rows = db.prepare<[number], ChangeRow>(`${SELECT} WHERE c.state = 'pending' ORDER BY c.seq LIMIT ?`);
  return rows.all(limit).map((row) => changeOf(db, row));
}

/** @throws AppError ERR_CUSTOMS_CHANGE_UNKNOWN */
export function requireChange(db: ReadDb, id: string): GoodsChange {
  const row = db.prepare<[string], ChangeRow>(`${SELECT} WHERE c.id = ?`).get(id);
  if (!row) throw new AppError('ERR_CUSTOMS_CHANGE_UNKNOWN', { id });
  return changeOf(db, row);
}

function changeOf(db: ReadDb, row: ChangeRow): GoodsChange {
  const fields = db
    .prepare<[string], { field: string; before_json: string; after_json: string }>(
      'SELECT field, before_json, after_json FROM customs_goods_change_fields WHERE change_id = ? ORDER BY field',
    )
    .all(row.id);
  return {
    id: row.id,
    skuId: SkuId.parse(row.sku_id),
    skuCode: row.code,
    title: row.title,
    state: row.state,
    source: row.source,
    reason: row.reason,
    byId: row.actor_id,
    by: row.actor_name,
    atMs: row.at_ms,
    decidedBy: row.decided_by_name,
    decidedAtMs: row.decided_at_ms,
    decideNote: row.decide_note,
    undoesId: row.undoes_id,
    isUndone: row.undone === 1,
    // A field that only another version knows is left out: nothing here could show or take it back.
    fields: fields.flatMap((line) => {
      const field = GoodsField.safeParse(line.field);
      if (!field.success) return [];
      return [
        {
          field: field.data,
          before: JSON.parse(line.before_json) as unknown,
          after: JSON.parse(line.after_json) as unknown,
        },
      ];
    }),
  };
}
