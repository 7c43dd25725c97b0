import { describe, expect, it } from 'vitest';
import { readAhead } from '#main/usecases/shops/read-ahead.ts';

/** Notes when an item was asked for, and whether the source was ended early. */
function source(items: readonly number[], fails = false) {
  const notes: string[] = [];
  async function* read(): AsyncGenerator<number> {
    try {
      for (const item of items) {
        notes.push(`asked ${item}`);
        yield item;
      }
      if (fails) throw new Error('page lost');
    } finally {
      notes.push('ended');
    }
  }
  return { notes, read };
}

describe('reading ahead', () => {
  it('passes all items on in order, each asked for while the one before is worked on', async () => {
    const { notes, read } = source([1, 2, 3]);
    for await (const item of readAhead(read())) notes.push(`working ${item}`);
    expect(notes).toEqual(['asked 1', 'asked 2', 'working 1', 'asked 3', 'working 2', 'ended', 'working 3']);
  });

  it('ends the source when the caller leaves', async () => {
    const { notes, read } = source([1, 2, 3]);
    for await (const item of readAhead(read())) if (item === 1) break;
    expect(notes.at(-1)).toBe('ended');
  });

  it('lets a failure show only after the items before it', async () => {
    const { read } = source([1], true);
    const seen: number[] = [];
    const all = async () => {
      for await (const item of readAhead(read())) seen.push(item);
    };
    await expect(all()).rejects.toThrow('page lost');
    expect(seen).toEqual([1]);
  });
});
