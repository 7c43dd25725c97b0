import ts from 'typescript';
import { Failure } from '../failure.mjs';

/**
 * Adds one import and one entry to the text of registries.ts: to the exported list of that name.
 * @param {string} text
 * @param {{ exportName: string, entry: string, registry: string }} plugin
 * @returns {string}
 * @throws {Failure} when there is no such list, or the name cannot be used there.
 */
export function registerPlugin(text, { exportName, entry, registry }) {
  const tree = ts.createSourceFile('registries.ts', text, ts.ScriptTarget.Latest, true);
  const list = findList(tree, registry);
  if (!list) throw new Failure(`src/main/app/registries.ts has no list ${registry}; add ${exportName} by hand.`);

  if (!isFreeName(tree, exportName))
    throw new Failure(
      `the name ${exportName} is taken in src/main/app/registries.ts or by TypeScript; choose another id.`,
      2,
    );

  const lastEntry = list.elements.at(-1);
  const entryAt = lastEntry ? lastEntry.getEnd() : list.getStart() + 1;
  const withEntry = insert(text, entryAt, `${lastEntry ? ', ' : ''}${exportName}`);

  const importLine = `import { ${exportName} } from '${entry.replace('src/main/', '#main/')}';\n`;
  const imports = tree.statements.filter(ts.isImportDeclaration);
  const after = imports.findLast(
    (statement) => statement.moduleSpecifier.getText() < `'${entry.replace('src/main/', '#main/')}'`,
  );
  return insert(withEntry, after ? after.getEnd() + 1 : (imports[0]?.getStart() ?? 0), importLine);
}

function findList(tree, registry) {
  for (const statement of tree.statements.filter(ts.isVariableStatement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      // `createRegistry<Family>([…])`
      const list = initializer && ts.isCallExpression(initializer) ? initializer.arguments[0] : initializer;
      if (list && ts.isArrayLiteralExpression(list) && name.getText() === registry) return list;
    }
  }
  return undefined;
}

/** A shop and a carrier of one company share its name; `new` and `class` are words of the language. */
function isFreeName(tree, name) {
  const isWord =
    ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, name).scan() ===
    ts.SyntaxKind.Identifier;
  const imported = tree.statements
    .filter(ts.isImportDeclaration)
    .flatMap(({ importClause }) => importClause?.namedBindings?.elements ?? [])
    .map((element) => element.name.text);
  return isWord && !imported.includes(name);
}

const insert = (text, at, piece) => text.slice(0, at) + piece + text.slice(at);
