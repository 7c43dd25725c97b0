import { describe, expect, it } from 'vitest';
import type { TextMeasurer } from '#main/documents/layout/draw-list.ts';
import { fitText } from '#main/documents/layout/fit-text.ts';
import type { FitRequest } from '#main/documents/layout/fit-text.ts';

/** Every character is as wide as high, so widths can be counted. */
const squares: TextMeasurer = {
  widthOf: (text, sizeDots) => Array.from(text).length * sizeDots,
  missingCharacters: () => [],
};

const fit = (text: string, request: Partial<FitRequest> = {}) =>
  fitText(
    {
      text,
      widthDots: 200,
      heightDots: 100,
      sizeDots: 20,
      minSizeDots: 10,
      weight: 400,
      maxLines: 2,
      lineHeight: 1.2,
      ...request,
    },
    squares,
  );

describe('fitText', () => {
  it('leaves a text that fits at its size on one line', () => {
    expect(fit('十个字以内')).toMatchObject({ lines: ['十个字以内'], sizeDots: 20, isComplete: true });
  });

  it('wraps before it shrinks', () => {
    expect(fit('一二三四五六七八九十甲乙')).toMatchObject({ lines: ['一二三四五六七八九十', '甲乙'], sizeDots: 20 });
  });

  it('shrinks as little as needed when the lines are used up', () => {
    const fitted = fit('一二三四五六七八九十'.repeat(3));
    expect(fitted).toMatchObject({ sizeDots: 13, isComplete: true });
    expect(fitted.lines.join('')).toBe('一二三四五六七八九十'.repeat(3));
  });

  it('uses only as many lines as the box is high', () => {
    expect(fit('一二三四五六七八九十甲乙', { heightDots: 30 })).toMatchObject({
      sizeDots: 16,
      lines: ['一二三四五六七八九十甲乙'],
    });
  });

  it('cuts with an ellipsis at the smallest size and says so', () => {
    const fitted = fit('一二三四五六七八九十'.repeat(5), { maxLines: 1 });
    expect(fitted.isComplete).toBe(false);
    expect(fitted.lines).toEqual(['一二三四五六七八九十一二三四五六七八九…']);
  });

  it('keeps words, house numbers and their punctuation together', () => {
    const { lines } = fit('Unit 27-3A, Rama Road', { sizeDots: 18, minSizeDots: 18 });
    expect(lines).toEqual(['Unit 27-3A,', 'Rama Road']);
  });

  it('never begins a line with a closing mark', () => {
    const { lines } = fit('一二三四五六七八九（十）甲', { sizeDots: 20, minSizeDots: 20 });
    expect(lines).toEqual(['一二三四五六七八九', '（十）甲']);
  });

  it('breaks Thai between words', () => {
    const { lines } = fit('สวัสดีครับคุณ', { widthDots: 220, sizeDots: 20, minSizeDots: 20 });
    expect(lines).toEqual(['สวัสดีครับ', 'คุณ']);
  });

  it('cuts a word that is wider than the whole line', () => {
    expect(fit('ABCDEFGHIJKLMNO', { sizeDots: 20, minSizeDots: 20 }).lines).toEqual(['ABCDEFGHIJ', 'KLMNO']);
  });
});
