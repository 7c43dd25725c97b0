import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { endSearchForShop, seekShop, soughtPart } from '#renderer/ui/sought-shop.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('brings one shop into sight, with its ledger where a link asks for that, and once only', () => {
  expect(soughtPart('s1')).toBeNull();
  seekShop('s1', 'ledger');
  expect([soughtPart('s1'), soughtPart('s2')]).toEqual(['ledger', null]);
  endSearchForShop();
  expect(soughtPart('s1')).toBeNull();
  seekShop('s2', 'card');
  expect([soughtPart('s1'), soughtPart('s2')]).toEqual([null, 'card']);
});
