import { expect, it } from 'vitest';
import { encodeForm, sfDigest } from '#main/plugins/carriers/sf-express/digest.ts';

it('gives the published digest', () => {
  const msgData = '{"language":"zh-CN","orderId":"QIAO-20200618-004"}';
  expect(sfDigest(msgData, '12312334453453', 'fjcg5PGKaNpPSHFAZ4QsCOkV71R3zVci')).toBe('IIKJtuLVzoFTu4kHI8M8vA==');
});

it('encodes as Java does, marks and Chinese included', () => {
  const msgData = '{"orderId":"T-1","cargoDetails":[{"name":"T恤 (L)*2~3 100%+!"}]}';
  expect(encodeForm(`${msgData}1767225600000CW_test-1.2*3`)).toBe(
    '%7B%22orderId%22%3A%22T-1%22%2C%22cargoDetails%22%3A%5B%7B%22name%22%3A%22T%E6%81%A4+%28L%29*2%7E3+100%25%2B%21%22%7D%5D%7D1767225600000CW_test-1.2*3',
  );
  expect(sfDigest(msgData, '1767225600000', 'CW_test-1.2*3')).toBe('z+rDZmcS6uJnf3EzR0wYEQ==');
});

it('leaves the encoding out in simple mode and survives half a character', () => {
  expect(sfDigest('a b', '1', 'c', 'simple')).not.toBe(sfDigest('a b', '1', 'c'));
  expect(() => sfDigest('\ud800', '1', 'c')).not.toThrow();
});
