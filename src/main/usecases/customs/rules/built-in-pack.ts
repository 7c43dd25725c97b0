import base from '#resources/customs/rules/base.json' with { type: 'json' };
import pack from '#resources/customs/rules/pack.json' with { type: 'json' };
import words from '#resources/customs/rules/words.json' with { type: 'json' };
import { readPack } from '#core/customs/read-pack.ts';
import type { CustomsRulePack } from '#shared/model/customs-rules.ts';

const LANES: readonly unknown[] = [base];

let parsed: CustomsRulePack | undefined;

/** The rules that the product comes with; checked once, like any other pack. @throws Error when a file of the product is broken */
export function builtInPack(): CustomsRulePack {
  if (parsed === undefined) {
    const read = readPack({ ...pack, lanes: LANES, words });
    if (!read.ok) throw new Error(`built-in customs rules: ${read.problem}`);
    parsed = read.pack;
  }
  return parsed;
}
