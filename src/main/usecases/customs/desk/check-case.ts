import { fieldOfPath, findingKey, lineOfPath } from '#core/customs/finding-key.ts';
import { territoryOf } from '#core/customs/territory-of.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { buildDeclaration } from '#main/usecases/customs/desk/build-declaration.ts';
import type { CheckTools } from '#main/usecases/customs/desk/check-tools.ts';
import { CUSTOMS_UNCHECKED_HOLD, JUDGED_FULFILMENT } from '#main/usecases/customs/desk/hold-until-checked.ts';
import { senderCountry } from '#main/usecases/customs/desk/sender-country.ts';
import { placeHold, releaseHold } from '#main/usecases/orders/holds.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import type { CustomsDeclaration, CustomsFinding, CustomsPaperKind } from '#shared/model/customs.ts';
import type { CaseState } from '#shared/model/customs-case.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

/** Code of the hold that a case places. */
export const CUSTOMS_HOLD = 'customs_incomplete';

interface OrderRow {
  readonly shop_id: string;
  readonly fulfilment: FulfilmentState;
  readonly country: string;
  readonly province: string;
  readonly postcode: string;
  readonly zone: string;
  readonly shipment_id: string | null;
}

interface CaseRow {
  readonly territory: string;
  readonly state: CaseState;
  readonly block_count: number;
  readonly warn_count: number;
  readonly first_blocked_at_ms: number | null;
}

interface Judged {
  readonly findings: readonly CustomsFinding[];
  readonly papers: readonly CustomsPaperKind[];
  readonly skuIds: readonly (string | null)[];
  readonly skuCodes: readonly string[];
}

/**
 * Judges one order anew: writes its case and findings, holds it while something blocks, and lets it go by itself when nothing
 * does. Orders that stay in the sender's country get no case; one that had one is let go.
 * @returns the state; null when the order is gone already and its last state stays
 */
export function checkCase(tx: WriteTx, atMs: number, act: Act, tools: CheckTools, orderId: string): CaseState | null {
  const order = readOrder(tx, orderId);
  const before = readCase(tx, orderId);
  if (!order) return null;
  if (!JUDGED_FULFILMENT.includes(order.fulfilment)) {
    tx.prepare<[string]>('UPDATE customs_cases SET is_open = 0 WHERE order_id = ?').run(orderId);
    releaseUnchecked(tx, act, atMs, orderId, 'gone');
    return null;
  }
  if (order.country === '' || order.country === senderCountry(tx, order.shop_id)) {
    if (before) settle(tx, atMs, act, tools, orderId, order, before, null);
    else releaseUnchecked(tx, act, atMs, orderId, 'not_needed');
    return 'not_needed';
  }
  return settle(tx, atMs, act, tools, orderId, order, before, judge(tx, atMs, tools, orderId, order.shipment_id));
}

function readOrder(db: ReadDb, orderId: string): OrderRow | undefined {
  return db
    .prepare<[string], OrderRow>(
      `SELECT o.shop_id, o.fulfilment, r.country, r.province, r.postcode, w.zone,
         (SELECT s.id FROM shipments s WHERE s.order_id = o.id AND s.state IN ('open', 'packed') ORDER BY s.parcel_number DESC LIMIT 1) AS shipment_id
       FROM orders o JOIN order_recipients r ON r.order_id = o.id JOIN warehouses w ON w.id = o.warehouse_id WHERE o.id = ?`,
    )
    .get(orderId);
}

function readCase(db: ReadDb, orderId: string): CaseRow | undefined {
  return db
    .prepare<[string], CaseRow>(
      'SELECT territory, state, block_count, warn_count, first_blocked_at_ms FROM customs_cases WHERE order_id = ?',
    )
    .get(orderId);
}

/** What cannot even be judged blocks: nothing goes out because a check failed. */
function judge(db: ReadDb, atMs: number, tools: CheckTools, orderId: string, shipmentId: string | null): Judged {
  let declaration: CustomsDeclaration;
  try {
    declaration = buildDeclaration(db, tools.world, orderId, shipmentId, atMs);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { findings: [unreadable(error.code)], papers: [], skuIds: [], skuCodes: [] };
  }
  return {
    findings: tools.check(declaration),
    papers: tools.papers(declaration),
    skuIds: declaration.lines.map((line) => line.skuId),
    skuCodes: declaration.lines.map((line) => line.skuCode),
  };
}

function unreadable(code: string): CustomsFinding {
  return {
    path: 'sender',
    ruleId: 'desk.unreadable',
    severity: 'block',
    textEn: `The stored data cannot be read (${code}).`,
    textZh: `已保存的数据无法读取（${code}）。`,
    fixEn: 'Open the sender of this shop and save it again.',
    fixZh: '请打开该店铺的发件人资料并重新保存。',
    sourceRef: '',
  };
}

function settle(
  tx: WriteTx,
  atMs: number,
  act: Act,
  tools: CheckTools,
  orderId: string,
  order: OrderRow,
  before: CaseRow | undefined,
  judged: Judged | null,
): CaseState {
  const findings = judged?.findings ?? [];
  const keys = findings.map((finding) => findingKey(finding, judged?.skuCodes ?? []));
  const overridden = judged === null ? new Set<string>() : standingOverrides(tx, orderId, keys);
  const blocks = new Set(keys.filter((_, index) => findings[index]?.severity === 'block'));
  const warns = new Set(keys.filter((_, index) => findings[index]?.severity === 'warn'));
  const left = [...blocks].filter((key) => !overridden.has(key));
  const state = judged === null ? 'not_needed' : stateOf(blocks.size, left.length, warns.size);
  const territory = territoryOf(order);
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO customs_cases (order_id, territory, lane, state, block_count, warn_count, is_open, papers_json, checked_day, rule_version, checked_at_ms, first_blocked_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
     ON CONFLICT (order_id) DO UPDATE SET territory = excluded.territory, lane = excluded.lane, state = excluded.state, block_count = excluded.block_count,
       warn_count = excluded.warn_count, is_open = 1, papers_json = excluded.papers_json, checked_day = excluded.checked_day, rule_version = excluded.rule_version,
       checked_at_ms = excluded.checked_at_ms, first_blocked_at_ms = COALESCE(customs_cases.first_blocked_at_ms, excluded.first_blocked_at_ms)`,
  ).run(
    orderId,
    territory,
    territory,
    state,
    blocks.size,
    warns.size,
    JSON.stringify(judged?.papers ?? []),
    formatInZone(atMs, order.zone).slice(0, 10),
    tools.ruleVersion,
    atMs,
    state === 'blocked' ? atMs : null,
  );
  writeFindings(tx, orderId, keys, findings, judged?.skuIds ?? []);
  if (before?.state !== state)
    recordEvent(tx, {
      orderId,
      atMs,
      type: 'customs.checked',
      act,
      rule: tools.ruleVersion,
      data: { state, was: before?.state ?? null, territory, blocks: blocks.size, warns: warns.size },
    });
  if (state === 'blocked')
    placeHold(tx, act, atMs, { orderId, kind: 'customs', reasonCode: CUSTOMS_HOLD, data: { blocks: left.length } });
  else releaseHold(tx, act, atMs, { orderId, kind: 'customs', reasonCode: CUSTOMS_HOLD, reason: state });
  releaseUnchecked(tx, act, atMs, orderId, state);
  tx.prepare<[string]>('DELETE FROM customs_due WHERE order_id = ?').run(orderId);
  tx.changed('orders');
  return state;
}

/** After the verdict's own hold, so that an order that is blocked is never free in between. */
function releaseUnchecked(tx: WriteTx, act: Act, atMs: number, orderId: string, reason: string): void {
  releaseHold(tx, act, atMs, { orderId, kind: 'customs', reasonCode: CUSTOMS_UNCHECKED_HOLD, reason });
}

function stateOf(blocks: number, left: number, warns: number): CaseState {
  if (left > 0) return 'blocked';
  if (blocks > 0) return 'overridden';
  return warns > 0 ? 'warned' : 'complete';
}

/** An override ends with the finding that it named: should it come back, somebody looks again. */
function standingOverrides(tx: WriteTx, orderId: string, keys: readonly string[]): Set<string> {
  const given = tx.pluck<[string], string>('SELECT finding_key FROM customs_overrides WHERE order_id = ?').all(orderId);
  for (const key of given)
    if (!keys.includes(key))
      tx.prepare<[string, string]>('DELETE FROM customs_overrides WHERE order_id = ? AND finding_key = ?').run(
        orderId,
        key,
      );
  return new Set(given.filter((key) => keys.includes(key)));
}

function writeFindings(
  tx: WriteTx,
  orderId: string,
  keys: readonly string[],
  findings: readonly CustomsFinding[],
  skuIds: readonly (string | null)[],
): void {
  tx.prepare<[string]>('DELETE FROM customs_findings WHERE order_id = ?').run(orderId);
  // Two parts of one line, split for their price, say the same thing.
  const insert = tx.prepare<(string | null)[]>(
    `INSERT INTO customs_findings (order_id, finding_key, path, field, rule_id, severity, sku_id, text_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (order_id, finding_key) DO NOTHING`,
  );
  findings.forEach(({ path, ruleId, severity, ...texts }, index) => {
    const line = lineOfPath(path);
    insert.run(
      orderId,
      keys[index] ?? ruleId,
      path,
      fieldOfPath(path),
      ruleId,
      severity,
      line === null ? null : (skuIds[line] ?? null),
      JSON.stringify(texts),
    );
  });
}
