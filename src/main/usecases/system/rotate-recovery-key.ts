import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';

/**
 * Makes a new recovery key, on the record: whoever holds it opens every backup.
 * @param rotate makes the key; the old one stops working
 * @returns the key to be printed, which is stored nowhere
 */
export function rotateRecoveryKey(ctx: UseCaseContext, rotate: () => string, act: Act): string {
  const recoveryKey = rotate();
  const atMs = ctx.clock.nowMs();
  writeIfPossible(ctx, (tx) => recordAudit(tx, { atMs, act, what: 'recovery_key.rotate', target: 'database' }));
  return recoveryKey;
}
