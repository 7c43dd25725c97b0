import { expect, it } from 'vitest';
import { withoutEmoji } from '#core/shipping/without-emoji.ts';

it.each([
  ['小明🧧', '小明'],
  ['❤️ 张伟 ❤️', '张伟'],
  ['李👨‍👩‍👧家', '李家'],
  ['🇨🇳上海👍🏽', '上海'],
  ['🎁', ''],
])('takes the emoji out of %s', (text, left) => expect(withoutEmoji(text)).toBe(left));

it.each(['文三路 1 号 ①栋 #302 (東)', 'Café № 5, Łódź', 'क्षि', ' two  blanks '])('leaves %s as it is', (text) =>
  expect(withoutEmoji(text)).toBe(text),
);
