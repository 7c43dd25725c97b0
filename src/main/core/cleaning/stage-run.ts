import { RuleStop } from '#core/cleaning/text-steps.ts';
import type { CleaningChange, CleaningTrouble, RuleInForce } from '#core/cleaning/cleaning-types.ts';
import type { CleaningProblem } from '#shared/model/cleaning.ts';

/** What the rules do on one order, written down as they go. */
export class StageRun {
  readonly changes: CleaningChange[] = [];
  readonly troubles: CleaningTrouble[] = [];
  readonly holds: { rule: RuleInForce; flag: string }[] = [];
  readonly #left: ReadonlySet<RuleInForce>;

  constructor(left: ReadonlySet<RuleInForce>) {
    this.#left = left;
  }

  /** Whether it is the rule's turn on this order. */
  has(rule: RuleInForce): boolean {
    return !this.#left.has(rule);
  }

  changed(rule: RuleInForce, path: string, before: string, after: string): void {
    if (before !== after) this.changes.push({ rule, path, before, after });
  }

  trouble(rule: RuleInForce, path: string, problem: CleaningProblem): void {
    this.troubles.push({ rule, path, problem });
  }

  /** A rule that fails is no reason to lose an order: it is counted, and the order goes on without it. */
  guard<T>(rule: RuleInForce, path: string, otherwise: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.trouble(rule, path, error instanceof RuleStop ? error.problem : 'failed');
      return otherwise;
    }
  }
}
