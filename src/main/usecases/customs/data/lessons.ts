import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { CustomsDataServices } from '#main/usecases/customs/data/customs-data-services.ts';
import { declaredParcel } from '#main/usecases/customs/data/declared-parcel.ts';
import { draftRule } from '#main/usecases/customs/data/draft-rule.ts';
import { viewOutcome } from '#main/usecases/customs/data/view-results.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { DraftRule } from '#shared/contract/customs-data.ts';
import type { LessonView } from '#shared/contract/customs-data.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CustomsFinding } from '#shared/model/customs.ts';
import { z } from 'zod';

interface LessonRow {
  readonly id: string;
  readonly outcome_id: string;
  readonly order_id: string;
  readonly state: LessonView['state'];
  readonly findings_json: string | null;
  readonly draft_json: string | null;
  readonly review_problem_json: string | null;
  readonly reviewed_at_ms: number | null;
  readonly reason: string;
  readonly decided_by: string | null;
  readonly decided_at_ms: number | null;
  readonly version: number;
  readonly created_at_ms: number;
}

const SHOWN = 200;
/** What rules say of themselves: no rules for the destination, no rate to compare with. */
const NOT_ABOUT_THE_PARCEL: ReadonlySet<string> = new Set(['base.no-lane-rules', 'base.no-rate']);

/** Refused and held parcels, open ones first, newest first. */
export function listLessons(db: ReadDb, state: LessonView['state'] | null): LessonView[] {
  return db
    .prepare<[string | null, string | null, number], LessonRow>(
      "SELECT * FROM customs_lessons WHERE (? IS NULL OR state = ?) ORDER BY state = 'open' DESC, created_at_ms DESC, id DESC LIMIT ?",
    )
    .all(state, state, SHOWN)
    .map((row) => toView(db, row));
}

/**
 * Runs the rules that are in force today over the parcel as it was declared, or as it would be now. What blocks would have caught it, what warns may have; unless
 * it would have been stopped, a rule is drafted for a person to write out. Why it cannot be looked at (no rules, no declaration) is kept too.
 * @throws AppError ERR_CUSTOMS_LESSON_UNKNOWN
 */
export function reviewLesson(context: UseCaseContext, services: CustomsDataServices, act: Act, id: string): LessonView {
  return context.db.transaction((tx) => {
    const row = readLesson(tx, id);
    const outcome = viewOutcome(tx, row.outcome_id);
    const shipmentId =
      tx.pluck<[string], string | null>('SELECT shipment_id FROM customs_outcomes WHERE id = ?').get(row.outcome_id) ??
      null;
    const atMs = context.clock.nowMs();
    const save = (findings: object | null, draft: object | null, problem: object | null): void =>
      void tx
        .prepare<(string | number | null)[]>(
          'UPDATE customs_lessons SET findings_json = ?, draft_json = ?, review_problem_json = ?, reviewed_at_ms = ?, version = version + 1 WHERE id = ?',
        )
        .run(
          findings && JSON.stringify(findings),
          draft && JSON.stringify(draft),
          problem && JSON.stringify(problem),
          atMs,
          id,
        );
    try {
      if (!services.checkDeclaration) throw new AppError('ERR_CUSTOMS_RULES_MISSING', {});
      const declared = declaredParcel(tx, services.declarations, row.order_id, shipmentId);
      // Rules are chosen by the ship date: those of today are asked.
      const declaration = { ...declared, shipDate: formatInZone(atMs, services.zone()).slice(0, 10) };
      const findings = services
        .checkDeclaration(declaration)
        .filter(({ severity, ruleId }) => severity !== 'info' && !NOT_ABOUT_THE_PARCEL.has(ruleId));
      const isStopped = findings.some(({ severity }) => severity === 'block');
      save(findings, isStopped ? null : draftRule(outcome, declaration), null);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      save(null, null, { code: error.code, data: error.data });
    }
    recordAudit(tx, { atMs, act, what: 'customs_lesson.review', target: outcome.orderNumber });
    tx.changed('customs-data');
    return toView(tx, readLesson(tx, id));
  });
}

/** @throws AppError ERR_CUSTOMS_LESSON_UNKNOWN, ERR_CUSTOMS_LESSON_CHANGED */
export function decideLesson(
  context: UseCaseContext,
  act: Act,
  decision: {
    readonly id: string;
    readonly version: number;
    readonly state: LessonView['state'];
    readonly reason: string;
  },
): LessonView {
  return context.db.transaction((tx) => {
    const row = readLesson(tx, decision.id);
    if (row.version !== decision.version) throw new AppError('ERR_CUSTOMS_LESSON_CHANGED', {});
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number)[]>(
      'UPDATE customs_lessons SET state = ?, reason = ?, decided_by = ?, decided_at_ms = ?, version = version + 1 WHERE id = ?',
    ).run(decision.state, decision.reason, act.actor.name, atMs, decision.id);
    const view = toView(tx, readLesson(tx, decision.id));
    recordAudit(tx, {
      atMs,
      act,
      what: 'customs_lesson.decide',
      target: view.outcome.orderNumber,
      data: { state: decision.state, reason: decision.reason },
    });
    tx.changed('customs-data');
    return view;
  });
}

function readLesson(db: ReadDb, id: string): LessonRow {
  const row = db.prepare<[string], LessonRow>('SELECT * FROM customs_lessons WHERE id = ?').get(id);
  if (!row) throw new AppError('ERR_CUSTOMS_LESSON_UNKNOWN', { id });
  return row;
}

function toView(db: ReadDb, row: LessonRow): LessonView {
  const findings = row.findings_json === null ? null : readStoredJson(z.array(CustomsFinding), row.findings_json);
  const draft = row.draft_json === null ? null : readStoredJson(DraftRule, row.draft_json);
  return {
    id: row.id,
    outcome: viewOutcome(db, row.outcome_id),
    state: row.state,
    findings: findings?.ok ? findings.value : null,
    draft: draft?.ok ? draft.value : null,
    reviewProblem: readProblem(row.review_problem_json),
    reviewedAtMs: row.reviewed_at_ms,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAtMs: row.decided_at_ms,
    version: row.version,
    createdAtMs: row.created_at_ms,
  };
}
