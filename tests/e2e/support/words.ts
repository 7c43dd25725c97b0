import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#tests/e2e/support/root.ts';
import type { Language } from '#shared/i18n/languages.ts';

/**
 * The words of the window, looked up as the window does: `words('packing:phase.idle.text')`. A test that names the key
 * holds in both languages, and survives a better wording.
 * @throws when there is no such text
 */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** @param language of the locale files. */
export function wordsOf(language: Language): Words {
  const files = new Map<string, unknown>();
  const read = (name: string): unknown => {
    const known =
      files.get(name) ?? JSON.parse(readFileSync(join(ROOT, 'resources/locales', language, `${name}.json`), 'utf8'));
    files.set(name, known);
    return known;
  };
  return (key, values = {}) => {
    const [file = '', path = ''] = key.split(':');
    const text = find(read(file), path.split('.'));
    if (typeof text !== 'string') throw new Error(`No text ${key} in ${language}`);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

/** Names inside each other, and as i18next also knows them, a name with dots in it. */
function find(part: unknown, names: readonly string[]): unknown {
  if (names.length === 0) return part;
  if (!isRecord(part)) return undefined;
  return part[names.join('.')] ?? find(part[names[0] ?? ''], names.slice(1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
