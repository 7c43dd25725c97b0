import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { HS_2022 } from '#core/customs/hs-2022-table.ts';

let known: ReadonlySet<string> | null = null;

/**
 * Whether the Harmonized System (edition 2022) has this chapter, heading or subheading: 2, 4 or 6 digits. The placeholders of trade
 * statistics 99, 9999 and 999999 are none. This is what checks ask of their world.
 */
export const hsExists: CustomsWorld['hsExists'] = (code) => {
  known ??= readTable();
  return known.has(code);
};

function readTable(): Set<string> {
  const codes = new Set<string>();
  for (const entry of HS_2022.split(' ')) {
    const heading = entry.slice(0, 4);
    codes.add(heading.slice(0, 2)).add(heading);
    for (const last of entry.slice(5).split(',')) codes.add(heading + last);
  }
  return codes;
}
