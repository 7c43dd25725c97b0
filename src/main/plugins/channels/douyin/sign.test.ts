import { expect, it } from 'vitest';
import { canonicalParamJson, isEventSignedBy, signDouyin } from '#main/plugins/channels/douyin/sign.ts';

const CALL = {
  appKey: '7000000000000000001',
  method: 'order.searchList',
  paramJson:
    '{"create_time_end":1767312000,"create_time_start":1767225600,"order_by":"create_time","page":0,"size":100}',
  timestamp: '1767312001',
  version: '2',
};

it.each([
  ['hmac-sha256', '477019da6ead653ef16a642766b5350c595b4640e7d894c302929e9d61b4c1fd'],
  ['md5', '571ef59dbe936a8a8a667f4daffe8b2f'],
] as const)('gives the %s signature of the reference', (signMethod, expected) => {
  expect(signDouyin(CALL, 'dy-secret', signMethod)).toBe(expected);
});

it('writes the canonical parameters of the reference', () => {
  expect(
    canonicalParamJson({
      size: 100,
      page: 0,
      order_by: 'create_time',
      create_time_start: 1767225600,
      create_time_end: 1767312000,
      left_out: undefined,
    }),
  ).toBe(CALL.paramJson);
});

it('sorts on every level, escapes no HTML, keeps Chinese, whole numbers and long ids', () => {
  expect(
    canonicalParamJson({
      b: [{ z: '<a&b>', a: '张三' }],
      B: 1.0,
      empty: {},
      id: 4_948_863_645_786_431_206n,
      yes: true,
    }),
  ).toBe('{"B":1,"b":[{"a":"张三","z":"<a&b>"}],"empty":{},"id":4948863645786431206,"yes":true}');
  expect(canonicalParamJson({})).toBe('{}');
});

it('knows the event signature of the reference, and no other', () => {
  const body = Buffer.from('[{"tag":"100","msg_id":"123","data":"{}"}]');
  expect(isEventSignedBy('7000000000000000001', body, 'dy-secret', '7deb4d58e895d3ffecbb0fba07a7ffba')).toBe(true);
  expect(isEventSignedBy('7000000000000000001', body, 'dy-other', '7deb4d58e895d3ffecbb0fba07a7ffba')).toBe(false);
  expect(isEventSignedBy('7000000000000000001', body, 'dy-secret', '7deb4d58')).toBe(false);
  expect(isEventSignedBy('7000000000000000001', body, 'dy-secret', '')).toBe(false);
});
