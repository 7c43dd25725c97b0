import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SETTING_FIELDS } from '#renderer/ui/setting-fields.ts';
import { SETTINGS } from '#shared/model/settings.ts';

const TEXTS: { name: Record<string, { label: string; hint: string }> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../resources/locales/en/settings.json'), 'utf8'),
);

test('every setting that people may change has a place on the page', () => {
  expect(Object.keys(SETTINGS).filter((name) => name !== 'firstRunDone' && !(name in SETTING_FIELDS))).toEqual([]);
});

test('every setting on the page has words', () => {
  expect(Object.keys(SETTING_FIELDS).filter((name) => !TEXTS.name[name]?.label || !TEXTS.name[name].hint)).toEqual([]);
});
