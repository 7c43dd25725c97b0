import { mendPlaceOf } from '#core/customs/finding-key.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { personHasRight } from '#main/usecases/auth/require-right.ts';
import type { CaseRow, DeskOverview } from '#shared/contract/customs-desk.ts';
import { IdNumberKind } from '#shared/model/customs.ts';
import { CaseState } from '#shared/model/customs-case.ts';
import type { CaseState as State } from '#shared/model/customs-case.ts';
import { OrderId } from '#shared/model/ids.ts';

export interface CaseFilter {
  readonly state?: State | null | undefined;
  readonly field?: string | null | undefined;
  readonly territory?: string | null | undefined;
  /** Part of an order number. */
  readonly search: string;
  readonly after?: string | null | undefined;
  readonly limit: number;
}

interface Row {
  readonly list_key: number;
  readonly order_id: string;
  readonly display_number: string;
  readonly shop_name: string;
  readonly territory: string;
  readonly state: State;
  readonly recipient_masked: string;
  readonly block_count: number;
  readonly warn_count: number;
  readonly placed_at_ms: number;
  readonly checked_at_ms: number;
  readonly version: number;
}

const COLUMNS = `o.list_key, c.order_id, o.display_number, s.name AS shop_name, c.territory, c.state, o.recipient_masked, c.block_count,
  c.warn_count, o.placed_at_ms, c.checked_at_ms, c.version`;

/** Fields of the overview; a desk with more kinds of trouble than this has one trouble. */
const SHOWN_FIELDS = 60;

/** Open cases, the longest waiting first; with a number searched for also those that are gone. */
export function listCases(db: ReadDb, filter: CaseFilter): { rows: CaseRow[]; next: string | null } {
  const after = Number(filter.after ?? 0);
  const rows = db
    .prepare<[Record<string, string | number | null>], Row>(
      `SELECT ${COLUMNS} FROM customs_cases c JOIN orders o ON o.id = c.order_id JOIN shops s ON s.id = o.shop_id
       WHERE (c.is_open = 1 OR @search <> '') AND (@state IS NULL OR c.state = @state) AND (@territory IS NULL OR c.territory = @territory)
         AND (@field IS NULL OR EXISTS (SELECT 1 FROM customs_findings f WHERE f.order_id = c.order_id AND f.field = @field AND f.severity = 'block'))
         AND (@search = '' OR instr(upper(o.display_number), upper(@search)) > 0) AND o.list_key > @after
       ORDER BY o.list_key LIMIT @limit`,
    )
    .all({
      state: filter.state ?? null,
      territory: filter.territory ?? null,
      field: filter.field ?? null,
      search: filter.search.trim(),
      after: Number.isSafeInteger(after) ? after : 0,
      limit: filter.limit,
    });
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => viewRow(db, row)),
    next: last && rows.length === filter.limit ? String(last.list_key) : null,
  };
}

/** One case as lists show it. */
export function findCaseRow(db: ReadDb, orderId: string): CaseRow | null {
  const row = db
    .prepare<[string], Row>(
      `SELECT ${COLUMNS} FROM customs_cases c JOIN orders o ON o.id = c.order_id JOIN shops s ON s.id = o.shop_id WHERE c.order_id = ?`,
    )
    .get(orderId);
  return row ? viewRow(db, row) : null;
}

function viewRow(db: ReadDb, row: Row): CaseRow {
  return {
    orderId: OrderId.parse(row.order_id),
    orderNumber: row.display_number,
    shopName: row.shop_name,
    territory: row.territory,
    state: row.state,
    recipientMasked: row.recipient_masked,
    blockCount: row.block_count,
    warnCount: row.warn_count,
    fields: db
      .pluck<[string], string>(
        "SELECT DISTINCT field FROM customs_findings WHERE order_id = ? AND severity = 'block' ORDER BY field",
      )
      .all(row.order_id),
    asked: db
      .prepare<[string], { kind: string; at_ms: number; answered_at_ms: number | null }>(
        'SELECT kind, at_ms, answered_at_ms FROM customs_asks WHERE order_id = ? ORDER BY at_ms',
      )
      .all(row.order_id)
      .flatMap((ask) => {
        const kind = IdNumberKind.safeParse(ask.kind);
        return kind.success ? [{ kind: kind.data, atMs: ask.at_ms, answeredAtMs: ask.answered_at_ms }] : [];
      }),
    placedAtMs: row.placed_at_ms,
    checkedAtMs: row.checked_at_ms,
    version: row.version,
  };
}

/** What blocks, over all open cases. @param person who looks; null: nobody who could release or undo */
export function readOverview(
  db: ReadDb,
  person: { readonly id: string; readonly name: string; readonly isByBadge: boolean } | null,
): DeskOverview {
  const states = Object.fromEntries(CaseState.options.map((state) => [state, 0])) as Record<State, number>;
  for (const { state, n } of db
    .prepare<[], { state: State; n: number }>(
      'SELECT state, COUNT(*) AS n FROM customs_cases WHERE is_open = 1 GROUP BY state',
    )
    .all())
    states[state] = n;
  return {
    states,
    due: db.pluck<[], number>('SELECT COUNT(*) FROM customs_due').get() ?? 0,
    fields: readFields(db),
    territories: db
      .prepare<[], { territory: string; blocked: number; total: number }>(
        `SELECT territory, SUM(state = 'blocked') AS blocked, COUNT(*) AS total FROM customs_cases WHERE is_open = 1 AND state <> 'not_needed'
         GROUP BY territory ORDER BY blocked DESC, total DESC, territory`,
      )
      .all(),
    lastFill: person ? lastFill(db, person.name) : null,
    mayRelease: person !== null && !person.isByBadge && personHasRight(db, person.id, 'customs_release'),
  };
}

function readFields(db: ReadDb): DeskOverview['fields'] {
  return db
    .prepare<[number], { field: string; orders: number; skus: number; text_json: string }>(
      `SELECT f.field, COUNT(DISTINCT f.order_id) AS orders, COUNT(DISTINCT f.sku_id) AS skus, MIN(f.text_json) AS text_json
       FROM customs_findings f JOIN customs_cases c ON c.order_id = f.order_id
       WHERE c.is_open = 1 AND c.state = 'blocked' AND f.severity = 'block' GROUP BY f.field ORDER BY orders DESC, f.field LIMIT ?`,
    )
    .all(SHOWN_FIELDS)
    .map(({ field, orders, skus, text_json: json }) => {
      const { textEn, textZh } = JSON.parse(json) as { textEn: string; textZh: string };
      return { field, place: mendPlaceOf(field), orders, skus, textEn, textZh };
    });
}

function lastFill(db: ReadDb, by: string): DeskOverview['lastFill'] {
  return (
    db
      .prepare<[string], { id: string; field: string; orders: number; atMs: number }>(
        `SELECT f.id, f.field, (SELECT COUNT(*) FROM customs_fill_items i WHERE i.fill_id = f.id) AS orders, f.at_ms AS atMs
         FROM customs_fills f WHERE f.filled_by = ? AND f.undone_at_ms IS NULL ORDER BY f.at_ms DESC, f.id DESC LIMIT 1`,
      )
      .get(by) ?? null
  );
}
