import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpOutcome } from '#main/lib/http-client.ts';
import { createHttpGuard } from '#main/lib/http-guard.ts';
import { createRateLimiter } from '#main/lib/http-rate-limiter.ts';

const OK: HttpOutcome = { kind: 'answer', status: 200, headers: {}, body: new Uint8Array(), receivedAtMs: 0 };
const LOST: HttpOutcome = { kind: 'no_answer', detail: 'reset', truncated: false };
const request = (operation: string) => ({ method: 'GET' as const, url: 'http://x', operation });

describe('the guard of outgoing calls', () => {
  let atMs: number;
  let sent: { operation: string; atMs: number }[];
  let answer: HttpOutcome;
  let guard: ReturnType<typeof createHttpGuard>;
  beforeEach(() => {
    atMs = 0;
    sent = [];
    answer = OK;
    const clock = { nowMs: () => atMs };
    const limiter = createRateLimiter(clock, (ms) => {
      atMs += ms;
      return Promise.resolve(true);
    });
    const http = {
      send({ operation }: { operation: string }) {
        sent.push({ operation, atMs });
        return Promise.resolve(answer);
      },
    };
    guard = createHttpGuard(http, limiter, clock);
  });

  it('never sends more within the time than the ceiling allows, whichever client of the shop calls', async () => {
    const budgets = [{ operation: '*', calls: 10, perMs: 1_000 }];
    const clients = [guard.client('s1', budgets), guard.client('s1', budgets)];
    for (let n = 0; n < 60; n += 1) await clients[n % 2]?.send(request('list'));
    for (const { atMs: start } of sent)
      expect(sent.filter((each) => each.atMs >= start && each.atMs < start + 1_000).length).toBeLessThanOrEqual(10);
    expect(sent).toHaveLength(60);
    expect(guard.budgets('s1', budgets)).toMatchObject([{ left: 0, burst: 5 }]);
    expect(guard.budgets('s2', budgets)).toMatchObject([{ left: 5 }]);
  });

  it('sends nothing of a shop that was told to wait, until then', async () => {
    const budgets = [{ operation: '*', calls: 10, perMs: 1_000 }];
    answer = { ...OK, status: 429, headers: { 'retry-after': '60' } };
    await guard.client('s1', budgets).send(request('list'));
    answer = OK;
    expect(await guard.client('s1', budgets).send({ ...request('detail'), timeoutMs: 59_000 })).toEqual({
      kind: 'not_sent',
      detail: 'own rate limit of s1 *',
    });
    expect(await guard.client('s2', budgets).send(request('list'))).toBe(OK);
    atMs = 60_000;
    expect(await guard.client('s1', budgets).send(request('detail'))).toBe(OK);
  });

  it('lets an operation rest after ten failures in a row, and no other one', async () => {
    const client = guard.client('s1', []);
    answer = LOST;
    for (let n = 0; n < 12; n += 1) await client.send(request('list'));
    expect(sent).toHaveLength(10);
    expect(await client.send(request('list'))).toMatchObject({ kind: 'not_sent' });
    expect(guard.openCircuits('s1')).toEqual([{ operation: 'list', failures: 10, untilMs: 15_000 }]);
    answer = OK;
    expect(await client.send(request('detail'))).toBe(OK);
    expect(await guard.client('s2', []).send(request('list'))).toBe(OK);
  });

  it('sends one probe after the rest: a good one ends it, a bad one doubles it', async () => {
    const client = guard.client('s1', []);
    answer = LOST;
    for (let n = 0; n < 10; n += 1) await client.send(request('list'));
    atMs = 15_000;
    await Promise.all([client.send(request('list')), client.send(request('list'))]);
    expect(sent).toHaveLength(11);
    expect(guard.openCircuits('s1')[0]?.untilMs).toBe(45_000);
    atMs = 45_000;
    answer = OK;
    expect(await client.send(request('list'))).toBe(OK);
    expect(guard.openCircuits('s1')).toEqual([]);
  });
});
