import { compilePipeline } from '#core/cleaning/compile-pipeline.ts';
import type { Pipeline } from '#core/cleaning/compile-pipeline.ts';
import type { Cleaned, CleaningSubject, RuleInForce } from '#core/cleaning/cleaning-types.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { chinaPlaces } from '#main/usecases/cleaning/china-places.ts';
import { ensureBuiltInRules, listRuleRows, readDefinition, readRevision } from '#main/usecases/cleaning/rule-rows.ts';
import type { RuleRow } from '#main/usecases/cleaning/rule-rows.ts';

/** How often a rule ran on orders in one transaction, what it changed and where it failed. */
export interface RuleTally {
  readonly rule: RuleInForce;
  seen: number;
  changed: number;
  errors: number;
  /** The order of its newest error. */
  lastErrorOrderId: string | null;
}

/** The rules in force during one transaction, and their counts, which {@link settleCleaning} writes. */
export interface CleaningRun {
  readonly pipeline: Pipeline;
  readonly tallies: Map<RuleInForce, RuleTally>;
}

/** Compiled rules by database, with the revision they were compiled of. */
const compiled = new WeakMap<ReadDb, { revision: number; pipeline: Pipeline }>();

/** Begins cleaning in a transaction: one look whether the compiled rules are still those in force. */
export function beginCleaning(tx: WriteTx, atMs: number): CleaningRun {
  const known = compiled.get(tx);
  if (known && known.revision === readRevision(tx)) return { pipeline: known.pipeline, tallies: new Map() };
  ensureBuiltInRules(tx, atMs);
  const pipeline = compilePipeline(
    listRuleRows(tx).flatMap((row) => inForce(row) ?? []),
    chinaPlaces,
  );
  // Kept only once what was read is on disk: a transaction that is rolled back leaves no rules behind.
  const revision = readRevision(tx);
  tx.afterCommit(() => compiled.set(tx, { revision, pipeline }));
  return { pipeline, tallies: new Map() };
}

/** The rule as it runs; null while it does not. */
export function inForce(row: RuleRow): RuleInForce | null {
  const definition = row.state === 'on' || row.state === 'rolling_out' ? readDefinition(row.definition_json) : null;
  if (definition === null) return null;
  const percent = row.state === 'on' ? 100 : row.percent;
  return { id: row.id, version: row.version, percent, isLocked: row.is_locked === 1, definition };
}

/** Runs all rules in force on one order. */
export function cleanOrder<T extends CleaningSubject>(run: CleaningRun, shopId: string, subject: T): Cleaned<T> {
  return run.pipeline.clean(shopId, subject);
}

/** Counts what the rules did, once it is known which order it was. */
export function countCleaning(run: CleaningRun, cleaned: Cleaned<unknown>, orderId: string): void {
  for (const rule of cleaned.ran) {
    if (rule.isLocked) continue;
    const tally = run.tallies.get(rule) ?? { rule, seen: 0, changed: 0, errors: 0, lastErrorOrderId: null };
    tally.seen += 1;
    run.tallies.set(rule, tally);
  }
  const troubled = new Set(cleaned.troubles.map((trouble) => trouble.rule));
  for (const rule of new Set(cleaned.changes.map((change) => change.rule))) {
    const tally = run.tallies.get(rule);
    // A flag of doubt is no change of what the order says.
    if (tally && !troubled.has(rule)) tally.changed += 1;
  }
  for (const rule of troubled) {
    const tally = run.tallies.get(rule);
    if (!tally) continue;
    tally.errors += 1;
    tally.lastErrorOrderId = orderId;
  }
}
