import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gs1CheckDigit, gtinForms, hasCheckDigit } from '#core/scanning/check-digit.ts';
import { checkDuplicateScan } from '#core/scanning/duplicate-scan.ts';
import { parseGs1Elements } from '#core/scanning/gs1-elements.ts';
import { DEFAULT_SCAN_SETTINGS, readScan } from '#core/scanning/read-scan.ts';
import { withSeparators } from '#core/scanning/with-separators.ts';

const GS = '\u001d';

describe('a check digit', () => {
  it.each(['6901234567892', '09521234543213', '15400141288763', '036000291452'])('of %s is right', (code) => {
    expect(hasCheckDigit(code)).toBe(true);
  });

  it('catches every single wrong digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const code = `${body}${gs1CheckDigit(body)}`;
        const wrong = (Number(code[at]) + shift) % 10;
        expect(hasCheckDigit(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('lets a GTIN be found under every length it may be stored in', () => {
    expect(gtinForms('036000291452')).toEqual(['036000291452', '00036000291452', '0036000291452']);
    expect(gtinForms('6901234567892')).toEqual(['6901234567892', '06901234567892']);
    expect(gtinForms('6901234567893')).toEqual([]);
  });
});

describe('a scan', () => {
  it.each([
    ['an EAN with its identifier', ']E06901234567892', { kind: 'code', text: '6901234567892', symbology: 'ean-13' }],
    ['a waybill', ']C0SF1234567890123', { kind: 'code', text: 'SF1234567890123', candidates: ['SF1234567890123'] }],
    ['a text that starts with a bracket', '](x)', { kind: 'code', text: '](x)', symbology: null }],
    ['nothing but an identifier', ']C0', { kind: 'empty' }],
    ['blanks', ' \r\n', { kind: 'empty' }],
    ['a command', ']C0PB:FINISH', { kind: 'command', command: 'FINISH' }],
    ['a damaged command', 'PB:FIN1SH', { kind: 'unknown_command' }],
  ])('reads %s', (_, raw, expected) => {
    expect(readScan(raw)).toMatchObject(expected);
  });

  it('reads the GS1 fields of the reference', () => {
    expect(readScan(`]C1010952123454321310AB-12${GS}21S1`)).toMatchObject({
      kind: 'gs1',
      elements: [
        { ai: '01', value: '09521234543213' },
        { ai: '10', value: 'AB-12' },
        { ai: '21', value: 'S1' },
      ],
      candidates: ['09521234543213', '9521234543213'],
      unit: { lot: 'AB-12', serial: 'S1', expiry: null },
    });
  });

  it.each([
    ['281231', '2028-12-31'],
    ['280200', '2028-02-29'],
    ['270200', '2027-02-28'],
  ])('reads the expiry %s as %s', (date, expiry) => {
    expect(readScan(`]C1010952123454321317${date}`)).toMatchObject({ kind: 'gs1', unit: { expiry } });
  });

  it.each(['270230', '271331'])('believes no code of goods that expire on %s, which is no day', (date) => {
    const read = readScan(`]C1010952123454321317${date}`);
    expect(read).toMatchObject({ kind: 'gs1_invalid', reason: 'no_such_day', ai: '17' });
  });

  it('reads separators for which the scanner sends a sign, and leaves its prefix alone', () => {
    const code = withSeparators('|A]C1010952123454321310AB-12|21S1', { prefix: '|A', separator: '|' });
    const settings = { ...DEFAULT_SCAN_SETTINGS, prefix: '|A' };
    expect(readScan(code, settings)).toMatchObject({ kind: 'gs1', unit: { lot: 'AB-12', serial: 'S1' } });
    expect(withSeparators('A|B', { prefix: '' })).toBe('A|B');
  });

  it('reads GS1 that a scanner marks with a separator in front only', () => {
    expect(readScan(`${GS}0109521234543213`)).toMatchObject({
      kind: 'gs1',
      candidates: ['09521234543213', '9521234543213'],
    });
  });

  it('reads the human form and the web form', () => {
    const fields = { kind: 'gs1', unit: { lot: 'AB-12' }, candidates: ['09521234543213', '9521234543213'] };
    expect(readScan('(01)09521234543213(10)AB-12')).toMatchObject(fields);
    expect(readScan('https://id.gs1.org/01/09521234543213/10/AB-12?17=271231')).toMatchObject(fields);
    expect(readScan('https://shop.example/x/01/9521234543213/10/AB%2D12')).toMatchObject(fields);
  });

  it('takes other links and brackets for plain codes', () => {
    expect(readScan('https://example.com/order/5')).toMatchObject({ kind: 'code' });
    expect(readScan('(12)AB')).toMatchObject({ kind: 'code', text: '(12)AB' });
  });

  it('reads a parcel number', () => {
    expect(readScan(']C100340123450000000018')).toMatchObject({ kind: 'gs1_invalid', reason: 'check_digit' });
    const sscc = `34012345000000001${gs1CheckDigit('34012345000000001')}`;
    expect(readScan(`]C100${sscc}`)).toMatchObject({ kind: 'gs1', candidates: [sscc] });
  });

  it.each([
    ['a wrong check digit', '0109521234543214', 'check_digit'],
    ['a field cut short', '01095212345432', 'too_short'],
    ['an identifier that does not exist', '0500000', 'unknown_ai'],
    ['letters in a number', '17AB1231', 'not_numeric'],
    ['a batch longer than twenty characters', '10ABCDEFGHIJKLMNOPQRSTU', 'too_long'],
  ])('refuses GS1 with %s', (_, data, reason) => {
    expect(readScan(`]d2${data}`)).toMatchObject({ kind: 'gs1_invalid', reason });
  });

  it('refuses open fields of a scanner that drops separators, instead of guessing', () => {
    const settings = { ...DEFAULT_SCAN_SETTINGS, separatorsArrive: false };
    expect(readScan(']C1010952123454321310AB-1221S1', settings)).toMatchObject({
      kind: 'gs1_invalid',
      reason: 'ambiguous',
      ai: '10',
    });
    expect(readScan(']C1010952123454321317271231', settings)).toMatchObject({ kind: 'gs1' });
  });

  it('never throws, whatever is scanned', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `]C1${text}`),
        ),
        (raw) => {
          expect(readScan(raw).kind).toBeTypeOf('string');
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('reads back any sequence of GS1 fields', () => {
    const field = fc.oneof(
      fc.stringMatching(/^[A-Z0-9-]{1,20}$/).map((value) => ({ ai: '10', value })),
      fc.stringMatching(/^[A-Z0-9-]{1,20}$/).map((value) => ({ ai: '21', value })),
      fc.stringMatching(/^\d{2}(?:0[1-9]|1[0-2])(?:[01]\d|2[0-8])$/).map((value) => ({ ai: '17', value })),
      fc.stringMatching(/^\d{6}$/).map((value) => ({ ai: '3103', value })),
      fc.stringMatching(/^\d{13}$/).map((body) => ({ ai: '01', value: `${body}${gs1CheckDigit(body)}` })),
    );
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 8 }), (elements) => {
        const isOpen = (ai: string): boolean => ai === '10' || ai === '21';
        const data = elements.map(({ ai, value }) => `${ai}${value}${isOpen(ai) ? GS : ''}`).join('');
        expect(parseGs1Elements(data)).toEqual({ ok: true, elements });
      }),
    );
  });
});

const WINDOW_MS = 400;

describe('a scan that repeats the one before', () => {
  it('within the window is a duplicate, after it is not', () => {
    const first = checkDuplicateScan(null, 'ABC', 1_000, WINDOW_MS);
    expect(first.isDuplicate).toBe(false);
    expect(checkDuplicateScan(first.state, 'abc', 1_399, WINDOW_MS).isDuplicate).toBe(true);
    expect(checkDuplicateScan(first.state, 'ABC', 1_400, WINDOW_MS).isDuplicate).toBe(false);
    expect(checkDuplicateScan(first.state, 'ABD', 1_001, WINDOW_MS).isDuplicate).toBe(false);
  });

  it('counts once however long the scanner keeps firing', () => {
    let state = checkDuplicateScan(null, 'ABC', 0, WINDOW_MS).state;
    for (let atMs = 300; atMs < 3_000; atMs += 300) {
      const next = checkDuplicateScan(state, 'ABC', atMs, WINDOW_MS);
      expect(next.isDuplicate).toBe(true);
      state = next.state;
    }
  });

  it('is not taken for one when the clock was set back', () => {
    expect(checkDuplicateScan({ key: 'ABC', atMs: 5_000 }, 'ABC', 1_000, WINDOW_MS).isDuplicate).toBe(false);
  });
});
