import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { requireRepair } from '#main/usecases/payments/repairs/view-repairs.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The bytes of a proof, which can show personal data: the look is written down before they leave. */
export function readProof(
  context: UseCaseContext,
  act: Act,
  repairId: string,
): { readonly name: string; readonly mime: string; readonly content: Uint8Array } {
  return context.db.transaction((tx) => {
    const repair = requireRepair(tx, repairId);
    const content = tx
      .pluck<[string], Uint8Array>('SELECT content FROM payment_proofs WHERE repair_id = ?')
      .get(repairId);
    if (!content) throw new AppError('ERR_PAYMENT_REPAIR_UNKNOWN', { id: repairId });
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'payment.view_proof',
      target: repair.order_id,
      data: { proof: repair.proof_sha256.slice(0, 16) },
    });
    return { name: repair.proof_name, mime: repair.proof_mime, content };
  });
}
