import ts from 'typescript';
import { isTest } from '../house-rule.ts';
import type { HouseRule } from '../house-rule.ts';
import { dottedName, findNodes } from '../walk-tree.ts';

const NETWORK = /^((globalThis|window|self)\.)?(fetch|WebSocket|XMLHttpRequest|EventSource)$/;

export const noRawNetwork: HouseRule = {
  id: 'no-raw-network',
  advice: 'plugins speak through context.http: it traces, redacts, limits and times out',
  appliesTo: (path) => path.startsWith('src/main/plugins/') && !isTest(path),
  find: (source) =>
    findNodes(source, (node) => {
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return null;
      const name = dottedName(node.expression);
      return NETWORK.test(name) ? name : null;
    }),
};
