import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './project-root.ts';

const MISTAKE = /new UsageError\(\s*'([^']+)'/g;

function mistakesInCode(): readonly string[] {
  const files = globSync('src/main/app/cli/**/*.ts', { cwd: projectRoot });
  const texts = files.map((path) => readFileSync(join(projectRoot, path), 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(MISTAKE)].map(([, key = '']) => key)))];
}

test.each(['en', 'zh-CN'])('every mistake on the command line has words in %s', (language) => {
  const { usage } = JSON.parse(readFileSync(join(projectRoot, 'resources/locales', language, 'cli.json'), 'utf8'));
  const mistakes = mistakesInCode();
  expect(mistakes.length).toBeGreaterThan(10);
  expect(mistakes.filter((key) => typeof usage[key] !== 'string')).toEqual([]);
});
