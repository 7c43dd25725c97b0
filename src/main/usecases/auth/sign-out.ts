import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';

/** Writes down that a person left the window; the session itself is the caller's. */
export function signOut(ctx: UseCaseContext, act: Act): void {
  const entry = { atMs: ctx.clock.nowMs(), act, what: 'operator.sign_out', target: act.actor.name };
  writeIfPossible(ctx, (tx) => recordAudit(tx, entry));
}
