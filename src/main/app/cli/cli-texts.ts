import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '#shared/i18n/languages.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

const Texts: z.ZodType<Texts> = z.record(z.string(), z.union([z.string(), z.lazy(() => Texts)]));

/** Values of the placeholders of a text. */
export type TextData = Readonly<Record<string, string | number | boolean | null>>;

/** Texts of the command line in one language. */
export interface CliTexts {
  readonly language: Language;
  /** A text by its dotted key. @throws Error for a key that does not exist: a mistake in the program */
  (key: string, data?: TextData): string;
  /** The same without values; undefined for a key that does not exist. */
  find(key: string): string | undefined;
  /** A coded error as a person reads it. */
  explain(code: string, data: TextData): { readonly title: string; readonly advice: string };
}

/** Reads `locales/<language>/cli.json`, `doctor.json` (under `found`), `safety.json`, the states of orders from `common.json`, and `errors.json`. */
export function readCliTexts(resourcesDir: string, language: Language): CliTexts {
  const read = (name: string): Texts =>
    Texts.parse(JSON.parse(readFileSync(join(resourcesDir, 'locales', language, `${name}.json`), 'utf8')));
  // What a look at the machine found is told in the window too, in the same words.
  const texts = {
    ...read('cli'),
    found: read('doctor'),
    safety: read('safety'),
    status: read('common')['status'] ?? '',
  };
  const errors = read('errors');

  function find(key: string): string | undefined {
    const found = key.split('.').reduce<string | Texts | undefined>(step, texts);
    return typeof found === 'string' ? found : undefined;
  }

  function text(key: string, data: TextData = {}): string {
    const found = find(key);
    if (found === undefined) throw new Error(`no text for ${key}`);
    return fill(found, data);
  }

  function explain(code: string, data: TextData): { title: string; advice: string } {
    // Where the window says what to click there are other words here.
    const found = ['errors', code].reduce<string | Texts | undefined>(step, texts) ?? errors[code];
    const part = (name: string): string => {
      const template = typeof found === 'object' ? found[name] : undefined;
      return typeof template === 'string' ? fill(template, data) : '';
    };
    return { title: part('title') || code, advice: part('advice') };
  }

  return Object.assign(text, { language, find, explain });
}

const step = (node: string | Texts | undefined, name: string): string | Texts | undefined =>
  typeof node === 'object' ? node[name] : undefined;

function fill(template: string, data: TextData): string {
  return template.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => String(data[name] ?? ''));
}
