import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { readReply, splitReplies } from '#core/customs/read-reply.ts';

const CPF = '529.982.247-25';

describe('the lines of pasted replies', () => {
  it('are split at tab, comma, semicolon or the first blank, with or without quotes', () => {
    const text = [
      'order,reply',
      '#1001\tabc 1',
      '1002;"say ""hi"", 2"',
      '"1003","3"',
      '1004 four 4',
      '',
      "'1005,5",
    ].join('\r\n');
    expect(splitReplies(text)).toEqual([
      { line: 2, orderNumber: '#1001', reply: 'abc 1' },
      { line: 3, orderNumber: '1002', reply: 'say "hi", 2' },
      { line: 4, orderNumber: '1003', reply: '3' },
      { line: 5, orderNumber: '1004', reply: 'four 4' },
      { line: 7, orderNumber: '1005', reply: '5' },
    ]);
  });

  it('are read whatever stands in them', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (text) => {
        for (const { line, orderNumber } of splitReplies(text)) {
          expect(line).toBeGreaterThan(0);
          expect(orderNumber).not.toMatch(/[\u200B\uFEFF]/);
        }
      }),
    );
  });
});

describe('the number in a reply', () => {
  it.each([
    `meu CPF é ${CPF}, obrigado`,
    'CPF:52998224725',
    'cpf 529 982 247 25',
    '５２９９８２２４７２５',
    `${CPF}, sim: ${CPF}`,
    `${CPF} https://evil.example/?id=11144477735x`,
  ])('is found in "%s"', (reply) => {
    expect(readReply(reply, ['cpf', 'cnpj'], [])).toEqual({ outcome: 'found', kind: 'cpf', value: '52998224725' });
  });

  it('is never guessed: two that hold, one that does not, none', () => {
    expect(readReply(`${CPF} or 111.444.777-35`, ['cpf'], []).outcome).toBe('ambiguous');
    expect(readReply('529.982.247-26', ['cpf'], []).outcome).toBe('invalid');
    expect(readReply('thank you', ['cpf'], []).outcome).toBe('no_number');
  });

  it('is not the phone or the order, although a number without a check digit could look like them', () => {
    expect(readReply('4510123456', ['ru_passport'], []).outcome).toBe('found');
    expect(readReply('my phone is 4510123456', ['ru_passport'], ['+7 4510123456']).outcome).toBe('no_number');
  });

  it('is ambiguous when one could be of two kinds that were asked for', () => {
    expect(readReply('7707083893', ['inn_company', 'ru_passport'], []).outcome).toBe('ambiguous');
  });

  it('holds its own check, whatever text it was found in', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.integer({ min: 0, max: 99_999_999_999 }),
        fc.string({ maxLength: 60 }),
        (before, number, after) => {
          const read = readReply(`${before} ${number} ${after}`, ['cpf', 'tckn', 'brn'], []);
          if (read.outcome === 'found') expect(checkIdNumber(read.kind, read.value).outcome).toBe('ok');
        },
      ),
    );
  });
});
