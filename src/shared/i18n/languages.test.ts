import { expect, test } from 'vitest';
import { isLanguage, pickLanguage } from '#shared/i18n/languages.ts';

test('any Chinese wish gives simplified Chinese', () => {
  expect(pickLanguage(['zh-TW', 'en-US'])).toBe('zh-CN');
});

test('the first wish that the product speaks wins', () => {
  expect(pickLanguage(['th-TH', 'en-GB', 'zh-CN'])).toBe('en');
});

test('unknown wishes fall back to English', () => {
  expect(pickLanguage([])).toBe('en');
});

test('a language name from storage is checked before it is believed', () => {
  expect([isLanguage('zh-CN'), isLanguage('zh'), isLanguage(null)]).toEqual([true, false, false]);
});
