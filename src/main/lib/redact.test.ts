import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { redact, redactText } from '#main/lib/redact.ts';

describe('redactText', () => {
  it.each([
    ['call 13812345678 now', 'call *** now'],
    ['call +86 138-1234-5678 now', 'call *** now'],
    ['desk 021-62881234', 'desk ***'],
    ['US +1 415 555 0132.', 'US ***.'],
    ['mail a.b@example.com', 'mail ***'],
    ['id 11010519491231002X end', 'id *** end'],
    ['寄到上海市静安区南京西路1266号恒隆广场', '***恒隆广场'],
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer ***'],
    ['token shpat_0123456789abcdef', 'token ***'],
    ['token pbk_AbCdEf-123456', 'token ***'],
    ['keys ck_0123456789abcdef0123456789abcdef01234567', 'keys ***'],
    ['key 7K3M-9QWX-0ABC-1DEF-2GHJ-3KMN-4PQR-5STV', 'key ***'],
  ])('takes personal data and secrets out of "%s"', (text, shown) => {
    expect(redactText(text)).toBe(shown);
  });

  it.each([
    ['/home/zebulon/labels', '~/labels'],
    ['cannot open file:///Users/zebulon/a b/x.js:3:1', 'cannot open file://~/a b/x.js:3:1'],
    ['C:\\Users\\Zebulon P\\AppData', '~\\AppData'],
    [JSON.stringify({ dir: 'D:\\Users\\诸葛\\data' }), '{"dir":"~\\\\data"}'],
    [`${homedir()}/packbench`, '~/packbench'],
  ])('shows the home folder in "%s" as ~', (text, shown) => {
    expect(redactText(text)).toBe(shown);
  });

  it.each([
    'https://shop.example/home/page',
    '/var/lib/packbench',
    'order 240711893012345678',
    'at 1752228930123',
    'SF1380013800138',
    'waybill 773012345678901',
    '12 orders in 340 ms',
    '广州仓',
    'step 0010-foundation',
  ])('leaves the facts in "%s"', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('redact', () => {
  it('empties sensitive names at any depth and keeps the rest', () => {
    const value = {
      orderId: 'o1',
      recipient: { name: '张伟' },
      list: [{ access_token: 'x', grams: 12 }],
      phone: '1',
      pin: '4071',
      ok: true,
      none: null,
    };
    expect(redact(value)).toEqual({
      orderId: 'o1',
      recipient: '***',
      list: [{ access_token: '***', grams: 12 }],
      phone: '***',
      pin: '***',
      ok: true,
      none: null,
    });
  });

  it('shows errors with code, data and cause, cleaned', () => {
    const error = Object.assign(new Error('call 13812345678', { cause: new Error('mail a@b.cn') }), {
      code: 'E',
      data: { token: 'x', step: 1 },
    });
    expect(redact(error)).toMatchObject({
      message: 'call ***',
      code: 'E',
      data: { token: '***', step: 1 },
      cause: { message: 'mail ***' },
    });
  });

  it('keeps what JSON.parse quotes of an unreadable text, and what a vendor says in its own words, to itself', () => {
    let thrown: unknown;
    try {
      JSON.parse('{"receiver": 欧阳种植甲}');
    } catch (error) {
      thrown = error;
    }
    expect(String(thrown)).toContain('欧阳');
    expect(JSON.stringify(redact({ error: thrown, data: { vendorText: '收件人欧阳种植甲拒收' } }))).not.toContain(
      '欧阳',
    );
    expect(redact(thrown)).toMatchObject({ message: expect.stringContaining('is not valid JSON') });
  });

  it('cuts what is long, deep or binary, and survives cycles', () => {
    const cycle: Record<string, unknown> = { n: 1 };
    cycle['self'] = cycle;
    expect(JSON.stringify(redact(cycle))).toContain('[deep]');
    expect(redact(new Uint8Array(9))).toBe('[9 bytes]');
    expect(redact(Array.from({ length: 60 }, (_, n) => n))).toHaveLength(51);
  });
});
