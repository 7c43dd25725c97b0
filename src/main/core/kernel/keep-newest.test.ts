import { expect, it } from 'vitest';
import { keepNewest } from '#core/kernel/keep-newest.ts';

it('makes a value once, and anew when newer ones have pushed it out', () => {
  const made: string[] = [];
  const kept = keepNewest<string>(2);
  const get = (key: string) =>
    kept.get(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect([get('a'), get('b'), get('a'), get('c'), get('a'), get('b')]).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

it('does not keep a refusal', async () => {
  const kept = keepNewest<Promise<string>>(2);
  await expect(kept.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(kept.get('a', () => Promise.resolve('yes'))).resolves.toBe('yes');
});
