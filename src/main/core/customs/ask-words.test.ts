import { describe, expect, it } from 'vitest';
import { ASK_WORDS, fillTemplate, templateFault } from '#core/customs/ask-words.ts';
import { AskLanguage } from '#shared/contract/customs-desk.ts';

describe('the words in which buyers are asked', () => {
  it.each(AskLanguage.options)('name order and numbers and hold no link in %s', (language) => {
    expect(templateFault(ASK_WORDS[language])).toBeNull();
    expect(ASK_WORDS[language]).toContain('{{buyer}}');
  });

  it.each([
    'see https://x.y {{order}} {{numbers}}',
    'www.example {{order}} {{numbers}}',
    'pay at shop.com {{order}} {{numbers}}',
    'ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ {{order}} {{numbers}}',
  ])('may not be "%s"', (text) => {
    expect(templateFault(text)).toBe('link');
  });

  it('take what a buyer is called as text, also when it looks like a place', () => {
    expect(fillTemplate('{{buyer}} {{order}}', { buyer: '{{order}}', order: '$& 7' })).toBe('{{order}} $& 7');
  });
});
