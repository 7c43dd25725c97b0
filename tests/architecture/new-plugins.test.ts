import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { PLUGIN_KINDS, describePlugin } from '#scripts/lib/scaffold/create-plugin.mjs';
import { registerPlugin } from '#scripts/lib/scaffold/register-plugin.mjs';
import { projectRoot } from './project-root.ts';

const registries = readFileSync(join(projectRoot, 'src/main/app/registries.ts'), 'utf8');

/** What the compiler says of files that exist in memory alone, beside the real ones that they import. */
function complaintsOf(files: ReadonlyMap<string, string>): readonly string[] {
  const read = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, projectRoot);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

test('a new plugin of every kind fits the interface of its family', () => {
  const plugins = PLUGIN_KINDS.map((kind) => describePlugin(kind, 'fox-tail'));
  const files = plugins.flatMap(({ folder, files: texts }) =>
    Object.entries(texts).map(([name, text]) => [join(projectRoot, folder, name), text] as const),
  );
  expect(files.length).toBeGreaterThanOrEqual(2 * PLUGIN_KINDS.length);
  expect(complaintsOf(new Map(files))).toEqual([]);
});

test.each(PLUGIN_KINDS)('a new %s is imported once and stands in the list of its family', (kind) => {
  const plugin = describePlugin(kind, 'fox-tail');
  const text = registerPlugin(registries, plugin);
  expect(text.split(plugin.exportName)).toHaveLength(3);
  expect(text).toMatch(new RegExp(`export const ${plugin.registry} [^;]*\\b${plugin.exportName}\\b`));
});

test('a name that is taken, or a word of TypeScript, is refused before anything is written', () => {
  const withChannel = registerPlugin(registries, describePlugin('channel', 'fox-tail'));
  expect(() => registerPlugin(withChannel, describePlugin('carrier', 'fox-tail'))).toThrow(/foxTailConnector is taken/);
  expect(() => registerPlugin(registries, describePlugin('printer-language', 'new'))).toThrow(/choose another id/);
});

/** Somebody tried the text's own example here: what stands there is still what the command wrote. */
function isSkeleton(entry: string): boolean {
  const file = join(projectRoot, entry);
  return existsSync(file) && /ERR_PLUGIN_UNFINISHED|not implemented yet/.test(readFileSync(file, 'utf8'));
}

test.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'CONTRIBUTING.zh-CN.md'])(
  'every plugin that %s tells to begin can be begun',
  (file) => {
    const text = readFileSync(join(projectRoot, file), 'utf8');
    const told = [...text.matchAll(/npm run new:([a-z-]+) -- ([a-z-]+)/g)];
    expect(told.map(([, kind]) => kind).toSorted()).toEqual(PLUGIN_KINDS.toSorted());
    const plugins = told.map(([, kind = '', id = '']) => describePlugin(kind, id));
    for (const plugin of plugins.filter(({ entry }) => !isSkeleton(entry))) {
      expect(existsSync(join(projectRoot, plugin.entry)), plugin.entry).toBe(false);
      expect(() => registerPlugin(registries, plugin)).not.toThrow();
    }
  },
);
