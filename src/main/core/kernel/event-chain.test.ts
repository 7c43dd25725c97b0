import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, findChainBreak, linkHash } from '#core/kernel/event-chain.ts';
import type { ChainLink } from '#core/kernel/event-chain.ts';

const sha256 = (text: string) => hash('sha256', text, 'hex');

function chainOf(texts: readonly string[]): ChainLink[] {
  let prevHash = CHAIN_START;
  return texts.map((text, index) => {
    const seq = index + 1;
    const fields = [seq, text, null];
    const link = { seq, prevHash, fields, hash: linkHash(sha256, prevHash, fields) };
    prevHash = link.hash;
    return link;
  });
}

describe('findChainBreak', () => {
  it('finds nothing in a chain as it was written, however long', () => {
    fc.assert(fc.property(fc.array(fc.string()), (texts) => findChainBreak(sha256, chainOf(texts)) === null));
  });

  it('finds any change of any link', () => {
    const texts = fc.array(fc.string(), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(texts, fc.nat(), fc.string(), (written, at, forged) => {
        const chain = chainOf(written);
        const index = at % chain.length;
        fc.pre(forged !== written[index]);
        const tampered = chain.map((link, position) =>
          position === index ? { ...link, fields: [link.seq, forged, null] } : link,
        );
        expect(findChainBreak(sha256, tampered)).toEqual({ seq: index + 1, reason: 'hash_differs' });
      }),
    );
  });

  it('finds a link whose hash was made to fit, by the next one', () => {
    const chain = chainOf(['a', 'b', 'c']);
    const fields = [2, 'forged', null];
    const prevHash = chain[0]?.hash ?? '';
    const forged = { seq: 2, prevHash, fields, hash: linkHash(sha256, prevHash, fields) };
    expect(findChainBreak(sha256, chain.with(1, forged))).toEqual({ seq: 3, reason: 'previous_differs' });
  });

  it('finds removed and swapped links', () => {
    const [a, b, c] = chainOf(['a', 'b', 'c']);
    if (!a || !b || !c) throw new Error('three links were made');
    expect(findChainBreak(sha256, [a, c])).toEqual({ seq: 2, reason: 'seq_gap' });
    expect(findChainBreak(sha256, [b, c])).toEqual({ seq: 1, reason: 'seq_gap' });
    expect(findChainBreak(sha256, [a, { ...c, seq: 2 }])).toEqual({ seq: 2, reason: 'previous_differs' });
  });

  it('tells fields apart that read the same when joined', () => {
    expect(linkHash(sha256, '', ['ab', 'c'])).not.toBe(linkHash(sha256, '', ['a', 'bc']));
    expect(linkHash(sha256, '', [1])).not.toBe(linkHash(sha256, '', ['1']));
    expect(linkHash(sha256, '', [null])).not.toBe(linkHash(sha256, '', ['null']));
  });
});
