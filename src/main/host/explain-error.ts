import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '#shared/i18n/languages.ts';

const ErrorTexts = z.record(z.string(), z.object({ title: z.string(), advice: z.string() }));

/** A coded error as a person reads it before there is a window: what happened, what to do, and the code. */
export function explainError(
  resourcesDir: string,
  language: Language,
  code: string,
  data: Readonly<Record<string, unknown>>,
): string {
  const text = readText(resourcesDir, language, code);
  const fill = (template: string): string =>
    template.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => String(data[name] ?? ''));
  return text ? `${fill(text.title)}\n${fill(text.advice)}\n(${code})` : `${code} ${JSON.stringify(data)}`;
}

function readText(
  resourcesDir: string,
  language: Language,
  code: string,
): { title: string; advice: string } | undefined {
  try {
    return ErrorTexts.parse(JSON.parse(readFileSync(join(resourcesDir, 'locales', language, 'errors.json'), 'utf8')))[
      code
    ];
  } catch {
    return undefined;
  }
}
