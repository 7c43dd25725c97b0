import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName, maskPhone, maskRecipient, maskStreet } from '#core/kernel/mask.ts';

describe('masks', () => {
  it.each([
    ['张伟', '张*'],
    ['欧阳娜娜', '欧***'],
    ['John Smith', 'J*** S****'],
    ['王', '*'],
    ['', '*'],
  ])('show the name %s as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['13812345678', '138****5678'],
    ['+86 138 1234 5678', '+86138****5678'],
    ['021-62881234', '021****1234'],
    ['1234567', '****4567'],
    ['12345', '***45'],
    ['', ''],
    ['n/a', '***'],
  ])('show the phone %s as %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it('never show more than half of a phone number, nor any middle digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8,15}$/), (phone) => {
        const masked = maskPhone(phone);
        expect(masked).not.toContain(phone.slice(-8));
        expect(masked).toContain('****');
      }),
    );
  });

  it('hide house numbers and the end of a street', () => {
    expect(maskStreet('静安区南京西路1266号恒隆广场58层')).toBe('静安区南京***');
    expect(maskStreet('5 Baker Street')).toBe('***');
    expect(maskStreet('路')).toBe('***');
  });

  it('join name and phone for lists', () => {
    expect(maskRecipient({ name: '张伟', phone: '13812345678' })).toBe('张* 138****5678');
    expect(maskRecipient({ name: '张伟', phone: '' })).toBe('张*');
    expect(maskRecipient({ name: '', phone: '' })).toBe('');
  });
});
