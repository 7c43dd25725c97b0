import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HouseRule } from './house-rule.ts';
import { HOUSE_RULES, applyHouseRules } from './house-rules.ts';
import { projectRoot } from './project-root.ts';
import { readSources } from './read-sources.ts';

const samplesOf = (rule: HouseRule) => join(import.meta.dirname, 'samples', rule.id);

/** Places marked `// bad` in a sample; a file called `bad…` is bad as a whole (line 0 or 1). */
function markedPlaces(rule: HouseRule): readonly string[] {
  return readSources(samplesOf(rule)).flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (line.includes('// bad') ? [`${path}:${index + 1}`] : [])),
  );
}

describe('house rules', () => {
  test('no file of the product breaks one', () => {
    expect(applyHouseRules(projectRoot, HOUSE_RULES)).toEqual([]);
  });

  test.each(HOUSE_RULES.map((rule) => [rule.id, rule] as const))(
    '%s reports its bad sample, and only that',
    (_id, rule) => {
      expect(existsSync(samplesOf(rule)), 'a rule without a sample has never been seen to fail').toBe(true);
      const found = applyHouseRules(samplesOf(rule), [rule]).map((line) => line.split(' ')[1] ?? '');
      const marked = markedPlaces(rule);
      expect(found.map((place) => place.replace(/:0$/, ':1')).toSorted()).toEqual([...marked].toSorted());
      expect(marked.length).toBeGreaterThan(0);
    },
  );
});
