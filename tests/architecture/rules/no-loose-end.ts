import type { HouseRule } from '../house-rule.ts';

/** Built from parts, so that this file does not report itself. */
const LOOSE_END = new RegExp(String.raw`\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\b`);

export const noLooseEnd: HouseRule = {
  id: 'no-loose-end',
  advice: 'finish it, or write it into an issue; notes in the code are never read again',
  appliesTo: () => true,
  find: ({ text }) =>
    text.split('\n').flatMap((line, index) => (LOOSE_END.test(line) ? [{ line: index + 1, what: line.trim() }] : [])),
};
