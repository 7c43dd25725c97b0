import { mendPlaceOf } from '#core/customs/finding-key.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readCaseValues } from '#main/usecases/customs/desk/case-values.ts';
import { findCaseRow } from '#main/usecases/customs/desk/list-cases.ts';
import { maskCaseValue } from '#main/usecases/customs/desk/mask-case-value.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { CaseDetail, CaseFinding } from '#shared/contract/customs-desk.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CasePapers } from '#shared/model/customs-case.ts';

interface FindingRow {
  readonly finding_key: string;
  readonly path: string;
  readonly field: string;
  readonly rule_id: string;
  readonly severity: CaseFinding['severity'];
  readonly sku_id: string | null;
  readonly sku_code: string | null;
  readonly text_json: string;
  readonly reason: string | null;
  readonly given_by: string | null;
  readonly override_at_ms: number | null;
}

/** One order at the desk; what persons said is masked. @throws AppError ERR_CUSTOMS_CASE_UNKNOWN */
export function readCase(db: ReadDb, orderId: string): CaseDetail {
  const row = findCaseRow(db, orderId);
  const more = db
    .prepare<[string], { is_open: number; papers_json: string; rule_version: string }>(
      'SELECT is_open, papers_json, rule_version FROM customs_cases WHERE order_id = ?',
    )
    .get(orderId);
  if (!row || !more) throw new AppError('ERR_CUSTOMS_CASE_UNKNOWN', { orderId });
  const papers = readStoredJson(CasePapers, more.papers_json);
  const values = readCaseValues(db, orderId);
  return {
    ...row,
    isOpen: more.is_open === 1,
    channel: values.get('channel')?.value ?? '',
    ruleVersion: more.rule_version,
    papers: papers.ok ? papers.value : [],
    findings: readFindings(db, orderId),
    values: [...values.values()].map(({ field, value, source, set_by: by, at_ms: atMs }) => ({
      field,
      shown: maskCaseValue(field, value),
      source,
      by,
      atMs,
    })),
    goods: db
      .prepare<[string], CaseDetail['goods'][number]>(
        `SELECT sku_id AS skuId, sku_code AS skuCode, title, quantity - cancelled_quantity AS quantity FROM order_lines
         WHERE order_id = ? AND quantity > cancelled_quantity ORDER BY position`,
      )
      .all(orderId),
  };
}

const SEVERITY_FIRST = ['block', 'warn', 'info'];

function readFindings(db: ReadDb, orderId: string): CaseFinding[] {
  return db
    .prepare<[string], FindingRow>(
      `SELECT f.*, k.code AS sku_code, v.reason, v.given_by, v.at_ms AS override_at_ms FROM customs_findings f LEFT JOIN skus k ON k.id = f.sku_id
       LEFT JOIN customs_overrides v ON v.order_id = f.order_id AND v.finding_key = f.finding_key WHERE f.order_id = ? ORDER BY f.path, f.rule_id`,
    )
    .all(orderId)
    .map((row) => ({
      ...(JSON.parse(row.text_json) as Pick<CaseFinding, 'textEn' | 'textZh' | 'fixEn' | 'fixZh' | 'sourceRef'>),
      key: row.finding_key,
      path: row.path,
      ruleId: row.rule_id,
      severity: row.severity,
      field: row.field,
      place: mendPlaceOf(row.field),
      skuId: row.sku_id,
      skuCode: row.sku_code ?? '',
      override:
        row.reason === null || row.given_by === null || row.override_at_ms === null
          ? null
          : { reason: row.reason, by: row.given_by, atMs: row.override_at_ms },
    }))
    .toSorted((a, b) => SEVERITY_FIRST.indexOf(a.severity) - SEVERITY_FIRST.indexOf(b.severity));
}

/** What was filled in, in clear; the look is written down before the data leaves. */
export function revealCase(
  context: UseCaseContext,
  act: Act,
  orderId: string,
  reason: string,
): { values: { field: string; value: string }[] } {
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    if (!findCaseRow(tx, orderId)) throw new AppError('ERR_CUSTOMS_CASE_UNKNOWN', { orderId });
    const values = [...readCaseValues(tx, orderId).values()].map(({ field, value }) => ({ field, value }));
    recordEvent(tx, { orderId, atMs, type: 'customs.revealed', act, rule: null, data: { reason } });
    recordAudit(tx, { atMs, act, what: 'customs.reveal', target: orderId, data: { reason } });
    return { values };
  });
}
