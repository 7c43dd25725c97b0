import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJson } from '#main/lib/http-json.ts';

it('keeps every digit of a 19-digit order number and leaves other numbers alone', () => {
  const text =
    '{"tid":2200001234567890123,"list":[2200001234567890124,-9007199254740993],"num":2,"price":98.5,"big":1e300}';
  expect(parseJson(text)).toEqual({
    tid: '2200001234567890123',
    list: ['2200001234567890124', '-9007199254740993'],
    num: 2,
    price: 98.5,
    big: 1e300,
  });
});

it('leaves long digit runs inside strings alone', () => {
  expect(parseJson('{"note":"call: 2200001234567890123","tid":2200001234567890123}')).toEqual({
    note: 'call: 2200001234567890123',
    tid: '2200001234567890123',
  });
});

it('leaves fractions, exponents and safe integers alone, and handles escapes', () => {
  const text = '[0.1234567890123456,123456789012345.5,1e21,1234567890123456 ,"\\\\",{"q\\"":12345678901234567890}]';
  expect(parseJson(text)).toEqual([
    0.1234567890123456,
    123456789012345.5,
    1e21,
    1234567890123456,
    '\\',
    { 'q"': '12345678901234567890' },
  ]);
});

it('agrees with the plain parser for any JSON without long integers', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, text) => {
      const json = JSON.stringify({ value, text, long: [12, '1234567890123456789'] });
      // Makes sure that the digit-safe path is taken.
      const marked = `[1234567890123456789,${json}]`;
      const plain: unknown = JSON.parse(json, (_key, each: unknown) =>
        typeof each === 'number' && Number.isInteger(each) && !Number.isSafeInteger(each) ? 'long' : each,
      );
      const read = JSON.stringify(parseJson(marked))
        .replace(/^\["1234567890123456789",/, '')
        .slice(0, -1);
      if (!JSON.stringify(plain).includes('"long"')) expect(read).toBe(JSON.stringify(JSON.parse(json)));
    }),
  );
});

it.each([
  ['cut-off text', Buffer.from('{"a":')],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ['markup', Buffer.from('<html>')],
  ['nothing', Buffer.alloc(0)],
])('answers undefined for %s', (_name, bytes) => {
  expect(parseJson(bytes)).toBeUndefined();
});
