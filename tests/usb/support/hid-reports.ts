const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');

const usages = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => `09 ${(first + index).toString(16).padStart(2, '0')}`).join(
    '',
  );

/** What a scale says about its reports: page 8D, report 3 with status, unit, exponent and weight (devices.md section 12). */
export const SCALE_DESCRIPTOR = bytes(`
  05 8D 09 20 A1 01 85 03 09 32 A1 02
  09 70 A1 02 ${usages(0x71, 0x78)} 15 01 25 08 75 08 95 01 81 00 C0
  09 50 A1 02 ${usages(0x51, 0x5c)} 15 01 25 0C 75 08 95 01 81 00 C0
  09 41 15 80 25 7F 75 08 95 01 81 02
  09 40 15 00 27 FF FF 00 00 75 10 95 01 81 02
  C0 C0`);

/** A scanner: page 8C, usage 2, report 2 of 63 bytes. */
export const SCANNER_DESCRIPTOR = bytes('05 8C 09 02 A1 01 85 02 09 FE 15 00 26 FF 00 75 08 95 3F 81 02 C0');

/** The boot keyboard of the HID specification (appendix B.1), without its lamps: what many scanners are beside. */
export const KEYBOARD_DESCRIPTOR = bytes(`
  05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02
  95 01 75 08 81 03 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 C0`);

const DATA_BYTES = 56;

/**
 * One code as a Honeywell-like scanner reports it (devices.md section 10.1): length, AIM id, 56 bytes of data, symbology,
 * reserved, and whether the next report goes on.
 */
export function scanReports(code: string, aimId: string): Uint8Array[] {
  const data = Buffer.from(code, 'latin1');
  const count = Math.max(1, Math.ceil(data.length / DATA_BYTES));
  return Array.from({ length: count }, (_, index) => {
    const part = data.subarray(index * DATA_BYTES, (index + 1) * DATA_BYTES);
    const report = Buffer.alloc(64);
    report.set([2, part.length]);
    report.write(aimId, 2, 'latin1');
    report.set(part, 5);
    report[63] = index < count - 1 ? 1 : 0;
    return report;
  });
}

const SHIFT = 2;
/** Usages of the HID keyboard page from 4 on: a to z, 1 to 0, Enter, Escape, Backspace, Tab, Space, then the symbols. */
const PLAIN = "abcdefghijklmnopqrstuvwxyz1234567890\n\u001b\b\t -=[]\\\u0000;'`,./";
const SHIFTED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()\n\u001b\b\t _+{}|\u0000:"~<>?';

/** A text as a keyboard reports it: each key down, then all up. */
export function keyReports(text: string): Uint8Array[] {
  return [...text].flatMap((character) => {
    const plain = PLAIN.indexOf(character);
    const usage = (plain >= 0 ? plain : SHIFTED.indexOf(character)) + 4;
    return [Uint8Array.from([plain >= 0 ? 0 : SHIFT, 0, usage, 0, 0, 0, 0, 0]), new Uint8Array(8)];
  });
}
