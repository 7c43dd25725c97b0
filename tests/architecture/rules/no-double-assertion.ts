import ts from 'typescript';
import type { HouseRule } from '../house-rule.ts';
import { findNodes } from '../walk-tree.ts';

export const noDoubleAssertion: HouseRule = {
  id: 'no-double-assertion',
  advice: 'check the value (zod, a type guard) instead of forcing its type through unknown',
  appliesTo: () => true,
  find: (source) =>
    findNodes(source, (node) => {
      const forced =
        ts.isAsExpression(node) &&
        ts.isAsExpression(unwrap(node.expression)) &&
        (unwrap(node.expression) as ts.AsExpression).type.kind === ts.SyntaxKind.UnknownKeyword;
      return forced ? 'as unknown as' : null;
    }),
};

const unwrap = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? unwrap(node.expression) : node;
