import { join } from 'node:path';
import type { NamedQuery, SlowReads } from '#main/db/queries/named-query.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { BundleRequest } from '#main/usecases/support/support-bundle-query.ts';
import type { SupportSource } from '#main/usecases/support/collect-support-facts.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';

/**
 * Writes `support-<time>.zip` into the data folder: logs and facts without secrets and personal data. Counting, cleaning and
 * packing take seconds, so a reader does it. @returns its path
 * @throws AppError ERR_DB_IO, ERR_DB_DISK_FULL
 */
export async function writeSupportBundle(
  ctx: UseCaseContext,
  reads: SlowReads,
  query: NamedQuery<BundleRequest, number>,
  source: Omit<SupportSource, 'db'> & { readonly logDir: string },
  act: Act,
): Promise<{ path: string }> {
  const nowMs = ctx.clock.nowMs();
  const name = `support-${new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')}.zip`;
  const path = join(source.dataDir, 'support', name);
  const files = await reads.run(query, { ...source, path });
  const entry = { atMs: nowMs, act, what: 'support.bundle', target: 'support', data: { files } };
  writeIfPossible(ctx, (tx) => recordAudit(tx, entry));
  return { path };
}
