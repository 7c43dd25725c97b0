import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sliceElements, sliceValue } from '#main/lib/http-json-slices.ts';

const text = (bytes: Uint8Array | null | undefined): string | null =>
  bytes ? Buffer.from(bytes).toString('utf8') : null;

it('returns the bytes of each element as they were sent, odd spacing and escapes included', () => {
  const json = Buffer.from(
    '{ "x":"a],}\\"", "data" : {"orders":{"nodes":[ {"id" : "1", "note":"]}\\\\"} ,\n{"id":"二"}, 3 ]}}}',
  );
  expect(sliceElements(json, ['data', 'orders', 'nodes'])?.map(text)).toEqual([
    '{"id" : "1", "note":"]}\\\\"}',
    '{"id":"二"}',
    '3',
  ]);
});

it('tells an empty list from a missing one', () => {
  expect(sliceElements(Buffer.from('{"a":[ ]}'), ['a'])).toEqual([]);
  expect(sliceElements(Buffer.from('{"a":{}}'), ['a'])).toBeNull();
  expect(sliceValue(Buffer.from('{"a":1}'), ['b'])).toBeNull();
});

it('agrees with the parser for any JSON', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 1, 3), (list, indent) => {
      const json = Buffer.from(JSON.stringify({ before: list, 'k"ey': { list } }, null, indent));
      const slices = sliceElements(json, ['k"ey', 'list']) ?? [];
      expect(slices.map((slice): unknown => JSON.parse(Buffer.from(slice).toString()))).toEqual(
        JSON.parse(JSON.stringify(list)),
      );
    }),
  );
});
