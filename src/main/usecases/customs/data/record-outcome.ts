import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { matchNumber } from '#main/usecases/customs/data/match-number.ts';
import { insertOutcome, isKnownOutcome, removeOutcomeRow } from '#main/usecases/customs/data/outcome-rows.ts';
import { destinationOf } from '#main/usecases/customs/data/read-result-row.ts';
import { viewOutcome } from '#main/usecases/customs/data/view-results.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { OutcomeView } from '#shared/contract/customs-data.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ClearanceResult } from '#shared/model/customs-data.ts';

export interface OutcomeEntry {
  readonly number: string;
  readonly result: ClearanceResult;
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly cost: { readonly minor: number; readonly currency: string } | null;
  readonly atMs: number | null;
}

/** Records what somebody was told. @throws AppError ERR_CUSTOMS_RESULT_NUMBER_UNKNOWN, _NUMBER_AMBIGUOUS, _DUPLICATE */
export function recordOutcome(context: UseCaseContext, act: Act, entry: OutcomeEntry): OutcomeView {
  return context.db.transaction((tx) => {
    const matched = matchNumber(tx, entry.number);
    if ('problem' in matched) throw new AppError(matched.problem.code, matched.problem.data);
    const outcome = {
      ...matched.parcel,
      territory: destinationOf(tx, matched.parcel.orderId),
      result: entry.result,
      reasonCode: entry.reasonCode,
      reasonText: entry.reasonText,
      costMinor: entry.cost?.minor ?? null,
      costCurrency: entry.cost?.currency ?? null,
      atMs: entry.atMs,
    };
    if (isKnownOutcome(tx, outcome)) throw new AppError('ERR_CUSTOMS_RESULT_DUPLICATE', { number: entry.number });
    const id = insertOutcome(tx, context, act, outcome, { source: 'screen', raw: '', importId: null });
    const view = viewOutcome(tx, id);
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'customs_outcome.record',
      target: view.orderNumber,
      data: { result: entry.result },
    });
    return view;
  });
}

/** @throws AppError ERR_CUSTOMS_RESULT_UNKNOWN */
export function removeOutcome(context: UseCaseContext, act: Act, id: string, reason: string): void {
  context.db.transaction((tx) => {
    const { orderNumber } = viewOutcome(tx, id);
    if (!removeOutcomeRow(tx, context, act, id, reason)) throw new AppError('ERR_CUSTOMS_RESULT_UNKNOWN', { id });
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'customs_outcome.remove',
      target: orderNumber,
      data: { reason },
    });
  });
}
