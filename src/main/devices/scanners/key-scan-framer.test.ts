import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyScanFramer } from '#main/devices/scanners/key-scan-framer.ts';
import type { ScannerLayout } from '#shared/scanning/scanner-layout.ts';
import { down, inputEvent, KEYS, overflow, press, typed, up } from '#tests/support/typing-scanner.ts';

function listen(options: { layout?: ScannerLayout; hasEndKey?: boolean } = {}) {
  const heard = { torn: 0, refused: [] as string[] };
  const framer = createKeyScanFramer(
    { layout: options.layout ?? 'us', hasEndKey: options.hasEndKey ?? true },
    { torn: () => void heard.torn++, refuse: (code) => void heard.refused.push(code) },
  );
  return { framer, heard };
}

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const codes = fc.array(fc.string({ unit: fc.constantFrom(...PRINTABLE, '\u001d'), minLength: 1, maxLength: 40 }), {
  minLength: 1,
  maxLength: 4,
});

describe('a scanner that types, read from its input device', () => {
  it('gives the same codes however its bytes are cut', () => {
    fc.assert(
      fc.property(codes, fc.array(fc.nat(200), { minLength: 1 }), (texts, sizes) => {
        const bytes = Buffer.concat(texts.map((text) => typed(`${text}\n`)));
        const { framer, heard } = listen();
        const got: string[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = 1 + (sizes[turn % sizes.length] ?? 0);
          got.push(...framer.push(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(got).toEqual(texts);
        expect(heard).toEqual({ torn: 0, refused: [] });
      }),
    );
  });

  it('never gives a code that lost a key: whatever stretch the kernel dropped, the code is told as torn', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(400), (from, length) => {
        const events = typed('SF1040275268927-Ab\n').length / 24;
        const bytes = typed('SF1040275268927-Ab\n');
        // The end key arrives; of what was before, a stretch is gone.
        const tail = typed('\n').length / 24;
        const start = from % (events - tail);
        const end = Math.min(events - tail, start + 1 + length);
        const { framer, heard } = listen();
        const got = framer.push(
          Buffer.concat([bytes.subarray(0, start * 24), overflow(), inputEvent(0, 0, 0), bytes.subarray(end * 24)]),
        );
        expect(got).toEqual([]);
        expect(heard.torn).toBe(1);
        expect(framer.push(typed('NEXT-1\n'))).toEqual(['NEXT-1']);
      }),
    );
  });

  it('makes no code of noise, and goes on after it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 480 }), (noise) => {
        const { framer } = listen();
        // Whole events, none of them a key.
        const events = Buffer.from(noise.subarray(0, noise.length - (noise.length % 24)));
        for (let at = 16; at < events.length; at += 24) events.writeUInt16LE(4, at);
        expect(framer.push(events)).toEqual([]);
        expect(framer.push(typed('A1\n'))).toEqual(['A1']);
      }),
    );
  });

  it('reads places, not lamps: Caps Lock changes nothing, a held Shift does', () => {
    const { framer } = listen();
    const keys = [press(KEYS.capsLock), typed('ab'), down(KEYS.shift), typed('c1'), up(KEYS.shift), typed('d\n')];
    expect(framer.push(Buffer.concat(keys))).toEqual(['abC!d']);
  });

  it('keeps the separators of GS1, sent as Ctrl and ] or as F8', () => {
    const { framer } = listen();
    expect(framer.push(typed(']C110AB\u001d21S1\n'))).toEqual([']C110AB\u001d21S1']);
    expect(framer.push(Buffer.concat([typed('10AB'), press(KEYS.f8), typed('21S1\t')]))).toEqual(['10AB\u001d21S1']);
  });

  it('reads a scanner that was set up for a German keyboard', () => {
    // It presses the key that a US keyboard has Z on, and means Y.
    expect(listen({ layout: 'de' }).framer.push(typed('Z-2\n'))).toEqual(['Yß2']);
  });

  it('ends a code by silence only where no end key was set up', () => {
    const without = listen({ hasEndKey: false });
    expect(without.framer.push(typed('690'))).toEqual([]);
    expect(without.framer.isPending).toBe(true);
    expect(without.framer.endBySilence()).toBe('690');
    const withKey = listen();
    withKey.framer.push(typed('690'));
    expect(withKey.framer.endBySilence()).toBeNull();
    expect(withKey.heard.torn).toBe(1);
    expect(withKey.framer.isPending).toBe(false);
  });

  it('takes no shortcut for a part of a code', () => {
    const { framer, heard } = listen();
    expect(framer.push(Buffer.concat([typed('12'), down(KEYS.alt), typed('3'), up(KEYS.alt), typed('4\n')]))).toEqual(
      [],
    );
    expect(heard.torn).toBe(1);
  });

  it('gives a keyboard back that somebody types on', () => {
    const { framer, heard } = listen();
    framer.push(Buffer.concat([typed('hal'), press(KEYS.backspace)]));
    expect(heard.refused).toEqual(['ERR_SCANNER_IS_KEYBOARD']);
  });
});
