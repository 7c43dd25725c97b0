import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './project-root.ts';

/** `what: 'print.batch'`, and the same of the older `act:`; acts put together at run time are not seen. */
const ACT = /\b(?:what|act): '([a-z_-]+\.[a-z_]+)'/g;

function actsInCode(): readonly string[] {
  const files = globSync('src/main/usecases/**/*.ts', { cwd: projectRoot }).filter(
    (path) => !path.endsWith('.test.ts'),
  );
  const texts = files.map((path) => readFileSync(join(projectRoot, path), 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(ACT)].map(([, act = '']) => act)))];
}

function wordsOf(language: string): Record<string, Record<string, string>> {
  return JSON.parse(readFileSync(join(projectRoot, 'resources/locales', language, 'audit.json'), 'utf8')).act;
}

test.each(['en', 'zh-CN'])('every act that the audit records has words in %s', (language) => {
  const words = wordsOf(language);
  const acts = actsInCode();
  expect(acts.length).toBeGreaterThan(50);
  const wordless = acts.filter((act) => {
    const [area = '', name = ''] = act.split('.');
    return words[area]?.[name] === undefined;
  });
  expect(wordless).toEqual([]);
});
