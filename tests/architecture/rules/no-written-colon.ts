import ts from 'typescript';
import { isTest } from '../house-rule.ts';
import type { HouseRule } from '../house-rule.ts';
import { findNodes } from '../walk-tree.ts';

/** A name and what is said of it, set apart by a sign that differs between languages: `：` in Chinese. */
export const noWrittenColon: HouseRule = {
  id: 'no-written-colon',
  advice: "t('common:pair', { name, text }) writes the colon of the window's language",
  appliesTo: (path) => path.startsWith('src/renderer/') && !isTest(path),
  find: (source) =>
    findNodes(source, (node) => {
      if (ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return node.text.startsWith(': ') ? node.text : null;
      if (ts.isStringLiteralLike(node)) return node.text.startsWith(': ') ? node.text : null;
      return ts.isJsxText(node) && /^:(\s|$)/.test(node.text) ? node.text.trim() : null;
    }),
};
