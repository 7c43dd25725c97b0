import { describe, expect, it } from 'vitest';
import { COMMANDS, formatBadge, formatCommandBarcode, parseCommandBarcode } from '#shared/scanning/command-barcode.ts';

describe('a command barcode', () => {
  it.each(COMMANDS.filter((command) => command !== 'QTY' && command !== 'BOX'))(
    '%s is read back as it is printed',
    (command) => {
      expect(parseCommandBarcode(formatCommandBarcode(command))).toEqual({
        kind: 'command',
        command,
        quantity: null,
        packagingCode: null,
      });
    },
  );

  it('can carry a quantity', () => {
    expect(parseCommandBarcode(formatCommandBarcode('QTY', 12))).toEqual({
      kind: 'command',
      command: 'QTY',
      quantity: 12,
      packagingCode: null,
    });
  });

  it('can name a packaging', () => {
    expect(parseCommandBarcode('pb:box:m-2')).toMatchObject({ command: 'BOX', packagingCode: 'M-2' });
    expect(parseCommandBarcode('PB:BOX:')).toMatchObject({ kind: 'unknown_command' });
  });

  it('can be a badge, whole or not at all', () => {
    expect(parseCommandBarcode(formatBadge('0123456789ABCDEF'))).toEqual({
      kind: 'badge',
      secret: '0123456789ABCDEF',
    });
    expect(parseCommandBarcode('PB:ID:0123456789ABCDE')).toMatchObject({ kind: 'unknown_command' });
    expect(parseCommandBarcode('PB:ID')).toMatchObject({ kind: 'unknown_command' });
  });

  it('is read with Caps Lock on and in full-width letters', () => {
    expect(parseCommandBarcode('pb:next')).toMatchObject({ command: 'NEXT' });
    expect(parseCommandBarcode('ＰＢ：ＮＥＸＴ')).toMatchObject({ command: 'NEXT' });
  });

  it.each(['PB:', 'PB:DANCE', 'PB:QTY', 'PB:QTY:0', 'PB:QTY:1000', 'PB:QTY:X', 'PB:NEXT:1', 'PB:QTY:1:2'])(
    '%s is a broken command, never goods',
    (text) => {
      expect(parseCommandBarcode(text)).toEqual({ kind: 'unknown_command', text });
    },
  );

  it.each(['', '6901234567892', 'PBNEXT', 'XPB:NEXT'])('%j is none', (text) => {
    expect(parseCommandBarcode(text)).toBeNull();
  });
});
