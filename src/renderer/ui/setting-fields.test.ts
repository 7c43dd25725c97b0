import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SETTING_FIELDS } from '#renderer/ui/setting-fields.ts';
import { SETTINGS } from '#shared/model/settings.ts';

const TEXTS: { name: Record<string, { label: string; hint: string }> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../resources/locales/en/settings.json'), 'utf8'),
);

/** Nobody's choice, and those that the page of alerts edits. */
const ELSEWHERE = ['firstRunDone', 'alertRules', 'alertQuietHours', 'alertEscalation', 'alertMessagesPerTenMinutes'];

test('every setting that people may change has a place on the page', () => {
  expect(Object.keys(SETTINGS).filter((name) => !ELSEWHERE.includes(name) && !(name in SETTING_FIELDS))).toEqual([]);
});

test('every setting on the page has words', () => {
  expect(Object.keys(SETTING_FIELDS).filter((name) => !TEXTS.name[name]?.label || !TEXTS.name[name].hint)).toEqual([]);
});

test('every number on the page has a unit, and with it a control that takes numbers', () => {
  const bare = Object.entries(SETTING_FIELDS).filter(([name, field]) => {
    const definition = Object.entries(SETTINGS).find(([known]) => known === name)?.[1];
    return typeof definition?.defaultValue === 'number' && !field.unit;
  });
  expect(bare.map(([name]) => name)).toEqual([]);
});
