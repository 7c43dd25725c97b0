import { describe, expect, it } from 'vitest';
import { validate, version } from 'uuid';
import { createUuidV7Source } from '#main/lib/uuid-v7-source.ts';

const START_MS = Date.UTC(2026, 10, 22);

function many(count: number, source: { next(): string }): string[] {
  return Array.from({ length: count }, () => source.next());
}

describe('UUIDv7 ids', () => {
  it('are valid, of version 7, and carry the time', () => {
    const id = createUuidV7Source({ nowMs: () => START_MS }).next();
    expect(validate(id)).toBe(true);
    expect(version(id)).toBe(7);
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(START_MS);
  });

  it('are all different and sort as they were made, thousands within one millisecond', () => {
    const ids = many(5_000, createUuidV7Source({ nowMs: () => START_MS }));
    expect(new Set(ids).size).toBe(5_000);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('keep their order when the clock steps back', () => {
    const times = [START_MS, START_MS - 60_000, START_MS - 60_000, START_MS + 1];
    const ids = many(4, createUuidV7Source({ nowMs: () => times.shift() ?? START_MS }));
    expect(ids.toSorted()).toEqual(ids);
  });
});
