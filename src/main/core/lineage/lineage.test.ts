import { describe, expect, it } from 'vitest';
import { indexSources } from '#core/lineage/find-source.ts';
import { maskBody } from '#core/lineage/mask-body.ts';
import { hexDump, layOut, readBody } from '#core/lineage/read-body.ts';
import type { MessageBody } from '#core/lineage/read-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const show = (body: MessageBody) => (body.kind === 'binary' ? 'binary' : layOut(body));
const RECIPIENT = {
  name: '张伟',
  phone: '13812345678',
  country: 'CN',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  town: '',
  street: '文三路 1 号',
  postcode: '310000',
  isMasked: false,
};

describe('reading a stored body', () => {
  it('keeps the digits of numbers that a number cannot hold', () => {
    expect(show(readBody(bytes('{"tid":1234567890123456789,"fee":1.50,"n":7}')))).toBe(
      '{\n  "tid": "1234567890123456789",\n  "fee": "1.50",\n  "n": 7\n}',
    );
  });

  it('tells forms, XML, text and bytes apart', () => {
    expect(readBody(bytes('a=1&b=%E5%BC%A0')).kind).toBe('form');
    expect(show(readBody(bytes('<a><b>1</b></a>')))).toBe('<a>\n<b>1</b>\n</a>');
    expect(readBody(bytes('plain words')).kind).toBe('text');
    expect(readBody(Uint8Array.of(0xff, 0xfe, 0x00)).kind).toBe('binary');
    expect(readBody(new Uint8Array(64)).kind).toBe('binary');
    expect(readBody(bytes('{"half": ')).kind).toBe('text');
  });

  it('neither throws nor follows what is nested without end, and writes hidden signs out', () => {
    const deep = show(readBody(bytes(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)));
    expect(deep.length).toBeLessThan(20_000);
    expect(show(readBody(bytes('{"__proto__":{"x":1}}')))).toContain('__proto__');
    expect(({} as { x?: number }).x).toBeUndefined();
    expect(show(readBody(bytes('{"a":"b\u202Ec"}')))).toContain(String.raw`b\u202ec`);
  });

  it('shows bytes in hex', () => {
    expect(hexDump(Uint8Array.of(0, 65, 255))).toMatch(/^000000 {2}00 41 ff +\.A\.$/);
  });
});

describe('masking', () => {
  const masked = (text: string) => show(maskBody(readBody(bytes(text)), RECIPIENT));

  it('hides persons by the names of fields and by what the recipient is called, and leaves goods and money', () => {
    const text = masked(
      JSON.stringify({
        receiver_name: '李雷',
        receiver_mobile: 13900001111,
        receiver_state: '浙江省',
        shipping: { first_name: 'Ann', address_1: '5 High St', country: 'GB', method: 'post' },
        payer_total: 9800,
        payer: { openid: 'oUpF8' },
        title: '青瓷茶杯',
        memo: '请放在文三路 1 号门口',
        inner: '{"buyer_nick":"ann","sku":"MUG"}',
        id: '4200001',
      }),
    );
    for (const hidden of ['李雷', '13900001111', 'Ann', 'High St', 'oUpF8', '文三路', 'ann'])
      expect(text).not.toContain(hidden);
    for (const kept of ['浙江省', '9800', '青瓷茶杯', 'GB', 'post', 'MUG', '4200001']) expect(text).toContain(kept);
  });

  it('shows the regions that Douyin leaves open, down to the street as one of them, and hides the rest of the address', () => {
    const region = { province: { name: '上海市', id: '31' }, town: { name: '徐汇区', id: '310104' } };
    const text = masked(
      JSON.stringify({
        post_addr: { ...region, street: { name: '枫林路街道', id: '310104008' }, encrypt_detail: '#Zq81#1#' },
        mask_post_addr: { ...region, street: { name: '枫林路街道', id: '310104008' }, detail: '零****' },
        ship_to: { street: { name: 'Elm Road 5', city: 'Leeds' } },
      }),
    );
    for (const kept of ['上海市', '徐汇区', '枫林路街道', '310104008']) expect(text).toContain(kept);
    for (const hidden of ['Zq81', '零****', 'Elm Road']) expect(text).not.toContain(hidden);
  });

  it('hides phones and mails in any text, in forms and in XML', () => {
    expect(masked('call 13812345678 or ann@example.com')).toBe('call *** or ***');
    expect(masked('buyer_logon_id=ann&total_amount=9.80')).toBe('buyer_logon_id = ***\ntotal_amount = 9.80');
    expect(masked('<o><consignee>李雷</consignee><sku>MUG</sku></o>')).not.toContain('李雷');
  });

  it('is done with a million letters without a pause that anybody notices', () => {
    const text = masked('a'.repeat(1_000_000));
    expect(text).toHaveLength(1_000_000);
  });
});

describe('finding where a value stands', () => {
  const sourcesIn = (message: object, currency: string) =>
    indexSources(readBody(bytes(JSON.stringify(message))), currency);
  const sources = sourcesIn(
    {
      order: { total_fee: '98.00', payment: '98.00', pay_time: '2026-11-22 10:00:00', sku: 'MUG', num: 1 },
      other: { sku: 'CUP', fen: 123 },
    },
    'CNY',
  );
  const find = (name: string, kind: 'text' | 'money' | 'time', value: string | number) =>
    sources.find({ key: name, name, line: null, kind, value });

  it('knows money and times as platforms write them', () => {
    expect(find('totalMinor', 'money', 9800)).toBe('order.total_fee');
    expect(find('shippingFeeMinor', 'money', 123)).toBe('other.fen');
    expect(find('paidAtMs', 'time', Date.UTC(2026, 10, 22, 2))).toBe('order.pay_time');
    expect(find('skuCode', 'text', 'CUP')).toBe('other.sku');
  });

  it('writes an amount with the digits of its currency', () => {
    const total = { key: 'totalMinor', name: 'totalMinor', line: null, kind: 'money', value: 9800 } as const;
    expect(sourcesIn({ points: '98', total: '9800' }, 'JPY').find(total)).toBe('total');
    expect(sourcesIn({ points: '98.00', total: '9.800' }, 'KWD').find(total)).toBe('total');
  });

  it('says nothing where two places are equally likely', () => {
    expect(find('unitPriceMinor', 'money', 9800)).toBeNull();
    expect(find('skuCode', 'text', 'NONE')).toBeNull();
  });
});
