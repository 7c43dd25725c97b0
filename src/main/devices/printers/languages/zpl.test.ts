import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { crc16Xmodem } from '#main/devices/printers/languages/crc16-xmodem.ts';
import { zplCompatible } from '#main/devices/printers/languages/zpl-compatible.ts';
import { zplNoStatus } from '#main/devices/printers/languages/zpl-no-status.ts';
import { zplGraphic } from '#main/devices/printers/languages/zpl-graphic.ts';
import { zpl } from '#main/devices/printers/languages/zpl.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { readable, REFERENCE_JOB, REFERENCE_LABEL, stateIn, text } from '#tests/support/printing/reference-label.ts';

const FRAMES = (first: string, second: string): Uint8Array =>
  text(`\x02${first}\x03\r\n\x02${second}\x03\r\n\x021234,0\x03\r\n`);
const READY = FRAMES('030,0,0,1440,000,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000000,1,000');
const errors = (flags: string): Uint8Array =>
  text(
    `\x02\r\n  PRINTER STATUS\r\n   ERRORS:  ${Number(flags) === 0 ? 0 : 1} 00000000 ${flags}\r\n   WARNINGS: 0 00000000 00000008\r\n\x03`,
  );

describe('ZPL job', () => {
  it('is the reference label in Z64', () => {
    expect(readable(zpl.encode(REFERENCE_LABEL, REFERENCE_JOB))).toBe(
      `^XA
^CI28
^PW12
^LL3
^LH0,0
^FO0,0^GFA,25,6,2,:Z64:eNr7/6GBgYEBAAywAnA=:CB48^FS
^PQ1,0,1,N
^XZ
`,
    );
  });

  it('says darkness, speed and copies only when asked', () => {
    const job = { ...REFERENCE_JOB, darkness: 8, speed: 6, copies: 3 };
    expect(readable(zplCompatible.encode(REFERENCE_LABEL, job))).toBe(
      `~SD08
^XA
^CI28
^PR6
^PW12
^LL3
^LH0,0
^FO0,0^GFA,6,6,2,IF080,,^FS
^PQ3,0,1,N
^XZ
`,
    );
  });

  it('of other makes is small only where somebody saw that the printer knows it', () => {
    const field = (language: PrinterLanguage, smallPictures: boolean) =>
      /\^GFA.*/.exec(readable(language.encode(REFERENCE_LABEL, { ...REFERENCE_JOB, smallPictures })))?.[0];
    for (const language of [zplCompatible, zplNoStatus]) {
      expect(field(language, false)).toBe('^GFA,6,6,2,IF080,,^FS');
      expect(field(language, true)).toBe(field(zpl, false));
    }
  });

  it('turns the picture itself', () => {
    const job = { ...REFERENCE_JOB, rotate180: true };
    // The first black dot of row 2 becomes the last of its 12; the padding stays at the right.
    expect(readable(zplCompatible.encode(REFERENCE_LABEL, job))).toContain('^GFA,6,6,2,,0010IF0^FS');
  });
});

describe('ZPL picture text', () => {
  const row = (hex: string): string => {
    const data = Buffer.from(hex, 'hex');
    return zplGraphic({ widthDots: data.length * 8, heightDots: 1, bytesPerRow: data.length, data }, 'acs')
      .split(',')
      .slice(4)
      .join(',');
  };

  it.each([
    ['ffff', '!'],
    ['0000', ','],
    ['f0ff', 'F0!'],
    ['aaaaab', 'KAB'],
    ['00'.repeat(10) + '01', 'gG01'],
    ['f1'.repeat(2), 'F1F1'],
    // 410 nibbles: 400, and 10 of the small letters.
    ['ee'.repeat(205) + '01', 'zPE01'],
    // 427 nibbles: 400, 20 and 7.
    ['ee'.repeat(213) + 'e1', 'zgME1'],
  ])('writes %s', (hex, expected) => {
    expect(row(hex)).toBe(expected);
  });

  it('repeats a row that equals the one before, but never the first', () => {
    const data = Buffer.from('a1a1a1', 'hex');
    const bitmap = { widthDots: 8, heightDots: 3, bytesPerRow: 1, data };
    expect(zplGraphic(bitmap, 'acs')).toBe('^GFA,3,3,1,A1::');
  });

  test('the check is CRC-16/XMODEM', () => {
    expect(crc16Xmodem(text('123456789'))).toBe(0x31c3);
  });
});

describe('ZPL state', () => {
  it('is ready when there is no error and nothing waits', () => {
    expect(stateIn(zpl.status, errors('00000000'), READY)).toMatchObject({ state: 'ready', reasons: [] });
  });

  it.each([
    ['00000001', ['paper_out']],
    ['00000002', ['ribbon_out']],
    ['00000004', ['cover_open']],
    ['00000008', ['cutter_jam']],
    ['00000010', ['head_hot']],
    ['00001000', ['jammed']],
    ['00010005', ['cover_open', 'paper_out', 'paused']],
    ['00000040', ['other']],
  ])('reads the error flags %s, also of a printer that keeps silent to ~HS', (flags, reasons) => {
    expect(stateIn(zpl.status, errors(flags))).toMatchObject({ state: 'blocked', reasons });
  });

  it.each([
    ['formats in the buffer', '030,0,0,1440,002,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000000,1,000', 'printing', []],
    ['labels left of a batch', '030,0,0,1440,000,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000003,1,000', 'printing', []],
    ['paper out', '030,1,0,1440,001,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000001,1,000', 'blocked', ['paper_out']],
    ['pause', '030,0,1,1440,000,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000000,1,000', 'blocked', ['paused']],
    [
      'head up, ribbon out',
      '030,0,0,1440,000,0,0,0,000,0,0,0',
      '000,0,1,1,1,2,4,0,00000000,1,000',
      'blocked',
      ['cover_open', 'ribbon_out'],
    ],
    [
      'over temperature',
      '030,0,0,1440,000,0,0,0,000,0,0,1',
      '000,0,0,0,0,2,4,0,00000000,1,000',
      'blocked',
      ['head_hot'],
    ],
    [
      'label in the peeler',
      '030,0,0,1440,000,0,0,0,000,0,0,0',
      '000,0,0,0,0,1,4,1,00000001,1,000',
      'blocked',
      ['other'],
    ],
  ])('reads %s in the answer to ~HS', (_, first, second, state, reasons) => {
    expect(stateIn(zplCompatible.status, FRAMES(first, second))).toMatchObject({ state, reasons });
  });

  it('takes the newest whole answer between stray bytes', () => {
    const busy = FRAMES('030,0,0,1440,001,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000001,1,000');
    const mixed = Buffer.concat([READY.subarray(20), text('\x11'), busy, text('\x02030,0')]);
    expect(stateIn(zplCompatible.status, mixed)).toMatchObject({ state: 'printing' });
  });

  it('is incomplete until the last byte, whatever the portions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: READY.length - 3 }), (length) => {
        expect(stateIn(zplCompatible.status, READY.subarray(0, length))).toBeNull();
      }),
    );
  });

  it('is never made out of noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(stateIn(zpl.status, noise)).toBeNull();
        expect(stateIn(zplCompatible.status, noise)).toBeNull();
      }),
    );
  });
});

describe('ZPL host identification', () => {
  it.each([
    ['\x02ZD421-203dpi ZPL,V93.21.15Z,8,8192KB\x03\r\n', 'ZD421-203dpi ZPL', 8],
    ['ZM400-300dpi,V1.0.0,12,2048KB,X\r\n', 'ZM400-300dpi', 12],
  ])('reads %j', (answer, model, dotsPerMm) => {
    expect(zpl.identify?.parse(text(answer))).toEqual({ model, dotsPerMm });
  });

  it('waits for the end of the line', () => {
    expect(zpl.identify?.parse(text('\x02ZD421-203dpi,V93.21.15Z,8,81'))).toBeNull();
  });
});
