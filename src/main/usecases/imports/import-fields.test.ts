import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ORDER_FIELDS, SKU_FIELDS, guessMapping } from '#main/usecases/imports/import-fields.ts';
import { LANGUAGES } from '#shared/i18n/languages.ts';

const Names = z.record(z.string(), z.string());
const Texts = z.object({ field: z.object({ orders: Names, skus: Names }) });

/** People name their columns as the screen names its fields; what stands in brackets is a remark. */
it.each(
  LANGUAGES.flatMap((language) => [
    { language, kind: 'orders' as const, fields: ORDER_FIELDS },
    { language, kind: 'skus' as const, fields: SKU_FIELDS },
  ]),
)('the names of $kind on the screen are taken for columns in $language', ({ language, kind, fields }) => {
  const file = join(import.meta.dirname, `../../../../resources/locales/${language}/imports.json`);
  const names = Texts.parse(JSON.parse(readFileSync(file, 'utf8'))).field[kind];
  const headers = fields.map(({ name }) => (names[name] ?? '').replace(/\s*[(（].*$/u, ''));
  expect(guessMapping(fields, headers)).toEqual(Object.fromEntries(fields.map(({ name }, at) => [name, headers[at]])));
});
