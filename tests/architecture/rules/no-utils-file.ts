import type { HouseRule } from '../house-rule.ts';

export const noUtilsFile: HouseRule = {
  id: 'no-utils-file',
  advice: 'name a file after the one thing it does; a drawer called utils has no owner and no end',
  appliesTo: () => true,
  find: ({ path }) => (/(^|\/)utils?([./]|$)/i.test(path) ? [{ line: 0, what: path }] : []),
};
