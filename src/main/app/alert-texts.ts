import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AlertWords } from '#main/usecases/alerts/describe-alert.ts';
import type { Language } from '#shared/i18n/languages.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

const Texts: z.ZodType<Texts> = z.record(z.string(), z.union([z.string(), z.lazy(() => Texts)]));

/** Reads `locales/<language>/alerts.json`, `errors.json` and `cleaning.json` at the first message in that language. */
export function createAlertWords(resourcesDir: string): AlertWords {
  const known = new Map<string, Texts>();
  const read = (language: Language, name: string): Texts => {
    const path = join(resourcesDir, 'locales', language, `${name}.json`);
    const texts = known.get(path) ?? Texts.parse(JSON.parse(readFileSync(path, 'utf8')));
    known.set(path, texts);
    return texts;
  };
  const find = (texts: Texts, key: string): string | null => {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>((node, name) => (typeof node === 'object' ? node[name] : undefined), texts);
    return typeof found === 'string' ? found : null;
  };
  return {
    text: (language, key, data = {}) => fill(find(read(language, 'alerts'), key) ?? key, data),
    builtInRule: (language, id) => find(read(language, 'cleaning'), `builtIn.${id}.name`) ?? id,
    problem: (language, code, data) => fill(find(read(language, 'errors'), `${code}.title`) ?? code, data),
  };
}

function fill(template: string, data: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => data[name] ?? '—');
}
