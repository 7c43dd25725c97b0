import ts from 'typescript';
import type { Finding, SourceText } from './house-rule.ts';

/** Visits every node and collects a finding for each one that `describe` names. */
export function findNodes(source: SourceText, describe: (node: ts.Node) => string | null): readonly Finding[] {
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const what = describe(node);
    if (what !== null) findings.push({ line: lineOf(source.tree, node), what });
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return findings;
}

const lineOf = (tree: ts.SourceFile, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

/** `a.b.c` of a call or property access, or the bare name; empty for anything computed. */
export function dottedName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (!ts.isPropertyAccessExpression(node)) return '';
  const left = dottedName(node.expression);
  return left === '' ? `.${node.name.text}` : `${left}.${node.name.text}`;
}

/** The text of `from '…'` of an import or export, or of a dynamic `import('…')`. */
export function importedPath(node: ts.Node): string | null {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : null;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument && ts.isStringLiteralLike(argument) ? argument.text : null;
  }
  return null;
}
