import { expect, it } from 'vitest';
import { repeatRead } from '#main/lib/http-retry.ts';
import { retryAfterMs } from '#main/lib/http-retry-after.ts';

const retry = (waitMs: number | null) => ({ ok: false, failure: { kind: 'retry', retryAfterMs: waitMs } }) as const;
const signal = new AbortController().signal;

async function run(
  results: readonly (
    | { readonly ok: true }
    | ReturnType<typeof retry>
    | { ok: false; failure: { kind: string; retryAfterMs: null } }
  )[],
) {
  const waits: number[] = [];
  const left = [...results];
  const read = async () => left.shift() ?? { ok: true as const };
  const sleep = async (ms: number) => {
    waits.push(ms);
    return true;
  };
  return { result: await repeatRead(read, { signal, sleep, longestWaitMs: 5_000 }), waits };
}

it('repeats a read that may be repeated, backing off or waiting as the vendor asked', async () => {
  expect(await run([retry(null), retry(1_500), { ok: true }])).toEqual({ result: { ok: true }, waits: [200, 1_500] });
});

it('gives up after four attempts', async () => {
  const outcome = await run([retry(1), retry(2), retry(3), retry(4), { ok: true }]);
  expect(outcome).toEqual({ result: retry(4), waits: [1, 2, 3] });
});

it('hands a long wait to the caller instead of sitting it out', async () => {
  expect(await run([retry(60_000)])).toEqual({ result: retry(60_000), waits: [] });
});

it('never repeats a refusal', async () => {
  const refused = { ok: false as const, failure: { kind: 'refused', retryAfterMs: null } };
  expect(await run([refused])).toEqual({ result: refused, waits: [] });
});

it.each([
  ['3', 3_000],
  ['2.0', 2_000],
  ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
  ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
  ['2026-01-01', null],
  ['-1', null],
  ['', null],
])('reads Retry-After %j as %j ms', (text, expected) => {
  expect(retryAfterMs({ 'retry-after': text }, Date.UTC(2026, 0, 1))).toBe(expected);
});
