import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERROR_CATALOG } from '#shared/errors/catalog.ts';
import { findErrorTextGaps, findLocaleGaps } from './locale-parity.ts';
import { projectRoot } from './project-root.ts';

const locales = join(projectRoot, 'resources/locales');
const badLocales = join(import.meta.dirname, 'samples/locale-parity');
const badErrorTexts = join(import.meta.dirname, 'samples/error-texts');

describe('texts of the product', () => {
  test('both languages have the same keys and placeholders, and no text is empty', () => {
    expect(findLocaleGaps(locales)).toEqual([]);
  });

  test('every error says in both languages what happened and what to do', () => {
    expect(findErrorTextGaps(locales, Object.keys(ERROR_CATALOG))).toEqual([]);
  });
});

describe('the checks of texts', () => {
  test('report a missing file, a missing key, a changed placeholder, an empty text, a key written twice and a half-width colon in Chinese', () => {
    expect(findLocaleGaps(badLocales)).toEqual([
      'common (zh-CN): no text for greeting',
      'common (en): no text for onlyChinese',
      'common: count has "{{count}}" in one language and "{{number}}" in the other',
      'common (zh-CN): blank is empty',
      'common (en): nested.twice is written twice',
      'common (zh-CN): colon has a half-width colon',
      'orders: file is missing in zh-CN',
    ]);
  });

  test('report an error without text and a text without error', () => {
    expect(findErrorTextGaps(badErrorTexts, ['ERR_SAMPLE_KNOWN'])).toEqual([
      'en: no text for ERR_SAMPLE_KNOWN.advice',
      'en: text for ERR_SAMPLE_GONE.title, which the catalogue does not know',
      'zh-CN: no text for ERR_SAMPLE_KNOWN.title',
    ]);
  });
});
