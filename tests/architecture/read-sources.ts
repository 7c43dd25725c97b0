import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { SourceText } from './house-rule.ts';

const FOLDERS = ['src', 'tests', 'scripts'];
/** Deliberately bad, or not code of ours. */
const NOT_OURS = ['tests/architecture/samples/', 'tests/fixtures/'];

/** All TypeScript and JavaScript files of a package, parsed. */
export function readSources(root: string): readonly SourceText[] {
  return FOLDERS.flatMap((folder) => listFiles(root, folder))
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !NOT_OURS.some((prefix) => path.startsWith(prefix)))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

function parseSource(path: string, text: string): SourceText {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false) };
}

function listFiles(root: string, folder: string): readonly string[] {
  return readdirIfThere(join(root, folder)).flatMap((entry) =>
    entry.isDirectory() ? listFiles(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

function readdirIfThere(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
