import ts from 'typescript';
import type { HouseRule } from '../house-rule.ts';

/** The one list of the boundary is allowed to gather its areas. */
const CONTRACT_INDEX = 'src/shared/contract/index.ts';

export const noBarrel: HouseRule = {
  id: 'no-barrel',
  advice: 'import from the file that defines the thing; a file that only passes things on hides who needs what',
  appliesTo: (path) => path !== CONTRACT_INDEX,
  find: ({ tree }) => {
    const passesOn = (statement: ts.Statement) =>
      ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
    const everything = tree.statements.find(
      (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier && !statement.exportClause,
    );
    const onlyPassesOn = tree.statements.length > 0 && tree.statements.every(passesOn);
    if (everything) return [{ line: lineOf(tree, everything), what: 'export *' }];
    return onlyPassesOn ? [{ line: 1, what: 'nothing but re-exports' }] : [];
  },
};

const lineOf = (tree: ts.SourceFile, node: ts.Node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
