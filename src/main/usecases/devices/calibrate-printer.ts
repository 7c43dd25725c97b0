import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';

/**
 * Lets a printer measure its paper, and writes down who did: labels that sit differently afterwards have this cause.
 * @returns what stood in the way, or null
 */
export async function calibratePrinter(
  context: UseCaseContext,
  act: Act,
  deviceId: string,
  calibrate: (deviceId: string) => Promise<Problem | null>,
): Promise<Problem | null> {
  const problem = await calibrate(deviceId);
  context.db.transaction((tx) =>
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'printer.calibrate',
      target: deviceId,
      data: { problem: problem?.code ?? null },
    }),
  );
  return problem;
}
