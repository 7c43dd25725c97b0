import { expect, it } from 'vitest';
import { fillTitle } from '#renderer/features/orders/fill-title.ts';

const DIFFERS = 'The amount differs: {{told}} paid, {{wanted}} due ({{currency}})';

it.each([
  [DIFFERS, { told: '1.00', wanted: '2.00', currency: 'CNY' }, 'The amount differs: 1.00 paid, 2.00 due (CNY)'],
  [DIFFERS, {}, 'The amount differs'],
  [DIFFERS, { told: '1.00' }, 'The amount differs'],
  ['金额不符：实付 {{told}}', {}, '金额不符'],
  ['The platform masks who {{number}} goes to: no carrier', {}, 'The platform masks who — goes to: no carrier'],
  ['{{n}} left', { n: 3 }, '3 left'],
  ['Nothing to fill', {}, 'Nothing to fill'],
])('%j with %j is told as %j', (title, data, told) => {
  expect(fillTitle(title, data)).toBe(told);
});
