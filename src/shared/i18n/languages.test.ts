import { expect, test } from 'vitest';
import { isLanguage, languageOfPc, pickLanguage } from '#shared/i18n/languages.ts';

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

test('the environment of a terminal counts, the more special variable first', () => {
  expect(languageOfPc({ LANG: 'zh_CN.UTF-8' })).toBe('zh-CN');
  expect(languageOfPc({ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' })).toBe('en');
});
