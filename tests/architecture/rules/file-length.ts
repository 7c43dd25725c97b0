import { isTest } from '../house-rule.ts';
import type { HouseRule } from '../house-rule.ts';

/** An upper bound, not a goal: most files should stay below 200. */
const MOST_LINES = 400;
/** Tables, not code. */
const DATA =
  /\/(schema|migrations|locales|catalog|layouts?|kit)\/|-(table|places|catalogue|buyers)\.ts$|import-walls\.ts$/;

export const fileLength: HouseRule = {
  id: 'file-length',
  advice: `split it: a file has at most ${MOST_LINES} lines and is read from top to bottom`,
  appliesTo: (path) => path.startsWith('src/') && !isTest(path) && !DATA.test(path),
  find: ({ text }) => {
    const lines = text.split('\n').length;
    return lines > MOST_LINES ? [{ line: 0, what: `${lines} lines` }] : [];
  },
};
