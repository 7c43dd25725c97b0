import { expect, it } from 'vitest';
import { outcomeOf } from '#main/app/job-handlers.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

const failure = (kind: PluginFailure['kind'], retryAfterMs: number | null = null): PluginFailure => ({
  kind,
  code: 'ERR_CHANNEL_THROTTLED',
  retryAfterMs,
  vendorCode: '429',
  vendorText: 'too fast',
});

it('waits as long as the vendor asked, and by its own pauses where it did not', () => {
  expect(outcomeOf(failure('retry', 60_000))).toMatchObject({ kind: 'retry', afterMs: 60_000 });
  expect(outcomeOf(failure('unknown_outcome', 5_000))).toMatchObject({ kind: 'retry', afterMs: 5_000 });
  expect(outcomeOf(failure('retry'))).not.toHaveProperty('afterMs');
});

it.each(['refused', 'auth'] as const)('parks what was answered with %s, in the words of the vendor', (kind) => {
  expect(outcomeOf(failure(kind, 60_000))).toEqual({
    kind: 'park',
    code: 'ERR_CHANNEL_THROTTLED',
    data: { vendorCode: '429', vendorText: 'too fast' },
  });
});
