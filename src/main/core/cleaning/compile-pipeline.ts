import type { ChinaPlaces } from '#core/cleaning/china-places.ts';
import { orderBucket } from '#core/cleaning/order-bucket.ts';
import { compileStage } from '#core/cleaning/stages.ts';
import type { Stage } from '#core/cleaning/stages.ts';
import { StageRun } from '#core/cleaning/stage-run.ts';
import { textStage } from '#core/cleaning/text-stage.ts';
import type { TextRule } from '#core/cleaning/text-stage.ts';
import { compileText } from '#core/cleaning/text-steps.ts';
import type { Cleaned, CleaningSubject, RuleInForce } from '#core/cleaning/cleaning-types.ts';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';

/** All rules in force, compiled once for many orders. */
export interface Pipeline {
  readonly rules: readonly RuleInForce[];
  /** Runs every rule whose turn it is on one order. Never throws for what an order holds. */
  clean<T extends CleaningSubject>(shopId: string, subject: T): Cleaned<T>;
}

/**
 * Compiles rules in their sequence. Rules on texts that follow each other become one stage, which looks at each field once.
 * `places` is asked for only where a rule reads addresses.
 */
export function compilePipeline(rules: readonly RuleInForce[], places: () => ChinaPlaces): Pipeline {
  const stages = stagesOf(rules, places);
  const partial = rules.filter(({ percent }) => percent < 100);
  return {
    rules,
    clean(shopId, subject) {
      const left = partial.length === 0 ? NONE : leftOut(partial, shopId, cleanIdentifier(subject.externalNumber));
      const run = new StageRun(left);
      let current = subject;
      for (const stage of stages) current = stage(current, run);
      const ran = left.size === 0 ? rules : rules.filter((rule) => !left.has(rule));
      return { subject: current, changes: run.changes, troubles: run.troubles, ran, holds: run.holds };
    },
  };
}

const NONE: ReadonlySet<RuleInForce> = new Set();

function leftOut(partial: readonly RuleInForce[], shopId: string, number: string): ReadonlySet<RuleInForce> {
  return new Set(partial.filter(({ id, percent }) => orderBucket(shopId, number, id) >= percent));
}

function stagesOf(rules: readonly RuleInForce[], places: () => ChinaPlaces): Stage[] {
  const stages: Stage[] = [];
  let texts: TextRule[] = [];
  const closeTexts = () => {
    if (texts.length > 0) stages.push(textStage(texts));
    texts = [];
  };
  for (const rule of rules) {
    const { definition } = rule;
    if (definition.kind === 'remove_characters' || definition.kind === 'width_fold' || definition.kind === 'tidy') {
      texts.push({ rule, fields: definition.fields, step: compileText(definition) });
      continue;
    }
    closeTexts();
    stages.push(compileStage(rule, definition, places));
  }
  closeTexts();
  return stages;
}
