import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFaultSwitchboard } from '#main/simulators/kit/fault-switchboard.ts';
import type { FaultRule, FaultSwitchboard } from '#main/simulators/kit/fault-switchboard.ts';
import { createRequestLog } from '#main/simulators/kit/request-log.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import { startSimulatorServer } from '#main/simulators/kit/simulator-server.ts';
import type { SimulatorServer } from '#main/simulators/kit/simulator-server.ts';
import { BrokenExchange, endingOf, postRaw } from './support/raw-http.ts';

const BODY = JSON.stringify({ answer: '满意'.repeat(50) });

describe('faults of the transport', () => {
  const clock = createManualClock(Date.UTC(2026, 10, 1));
  let faults: FaultSwitchboard;
  let server: SimulatorServer;
  let effects: number;
  let log = createRequestLog();

  beforeEach(async () => {
    effects = 0;
    log = createRequestLog(2);
    faults = createFaultSwitchboard(clock, createSeededRandom(1));
    server = await startSimulatorServer({
      clock,
      log,
      faults,
      endpoint: {
        operationOf: (request) => request.path.slice(1),
        handle(request) {
          effects += 1;
          if (request.path === '/defect') throw new Error('a mistake in the simulator');
          return { status: 200, body: BODY };
        },
        vendorFault: (kind) => ({ status: 200, body: JSON.stringify({ vendorSays: kind }) }),
      },
    });
  });
  afterEach(() => server.close(0));

  const post = (path = '/read', timeoutMs = 2_000) => postRaw(`${server.url}${path}`, 'x=1', {}, timeoutMs);
  const on = (rule: FaultRule) => faults.switchOn(rule);
  const lastEntry = () => log.entries().at(-1);

  it('answers with length and the simulator’s own date when nothing is wrong', async () => {
    const answer = await post();
    expect(answer).toMatchObject({ status: 200, body: BODY });
    expect(answer.headers).toMatchObject({
      date: 'Sun, 01 Nov 2026 00:00:00 GMT',
      'content-length': String(Buffer.byteLength(BODY)),
    });
    expect(lastEntry()).toMatchObject({
      operation: 'read',
      path: '/read',
      body: 'x=1',
      status: 200,
      outcome: 'answered',
      answer: BODY,
      faults: [],
    });
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('sends 429 with Retry-After and 500, %s the effect', async (phase, effect) => {
    on({ kind: 'http-429', retryAfterS: 7, phase });
    const limited = await post();
    expect(limited.status).toBe(429);
    expect(limited.headers['retry-after']).toBe('7');
    expect(effects).toBe(effect);
    on({ kind: 'http-500', phase });
    expect((await post()).status).toBe(500);
    expect(effects).toBe(effect * 2);
    expect(lastEntry()).toMatchObject({ faults: ['http-500'], status: 500 });
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('resets the connection %s the effect', async (phase, effect) => {
    on({ kind: 'connection-reset', phase });
    expect(await endingOf(post())).toBe('reset');
    expect(effects).toBe(effect);
    expect(lastEntry()?.outcome).toBe('reset');
    expect((await post()).status).toBe(200);
  });

  it('hangs until the caller gives up', async () => {
    on({ kind: 'hang' });
    expect(await endingOf(post('/read', 60))).toBe('timeout');
    expect(lastEntry()?.outcome).toBe('hung');
    expect(effects).toBe(0);
  });

  it('promises more than it sends', async () => {
    on({ kind: 'truncated-body', keepShare: 0.25 });
    const broken = await post().catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(BrokenExchange);
    if (!(broken instanceof BrokenExchange)) return;
    expect(broken.kind).toBe('truncated');
    expect(broken.received.length).toBeGreaterThan(0);
    expect(BODY.startsWith(broken.received.replace(/\uFFFD+$/, ''))).toBe(true);
    expect(effects).toBe(1);
    expect(lastEntry()?.outcome).toBe('truncated');
  });

  it('sends a whole answer that is no JSON', async () => {
    on({ kind: 'invalid-json' });
    const answer = await post();
    expect(answer.status).toBe(200);
    expect(() => JSON.parse(answer.body)).toThrow(SyntaxError);
  });

  it('takes its time', async () => {
    on({ kind: 'slow', delayMs: 80 });
    const startMs = performance.now();
    expect((await post()).status).toBe(200);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(75);
  });

  it('speaks in the vendor’s words for throttling and for errors inside HTTP 200', async () => {
    on({ kind: 'throttle' });
    on({ kind: 'error-body', skip: 1 });
    expect((await post()).body).toBe('{"vendorSays":"throttle"}');
    expect((await post()).body).toBe(BODY);
    expect((await post()).body).toBe('{"vendorSays":"error-body"}');
  });

  it('closes while a request hangs, and does not wait for it', async () => {
    on({ kind: 'hang' });
    const hanging = endingOf(post('/read', 60_000));
    while (log.count() === 0) await new Promise((resolve) => setImmediate(resolve));
    await server.close(20);
    expect(await hanging).toBe('reset');
  });

  it('keeps the latest requests readable and counts all of them', async () => {
    for (let index = 0; index < 7; index += 1) await post('/many');
    await post('/other');
    expect(log.entries().length).toBeLessThanOrEqual(4);
    expect([log.count(), log.count('many'), log.count('none')]).toEqual([8, 7, 0]);
    log.clear();
    expect(log.count()).toBe(0);
  });

  it('reports its own mistakes as mistakes', async () => {
    const answer = await post('/defect');
    expect(answer.status).toBe(500);
    expect(answer.body).toContain('a mistake in the simulator');
    expect(lastEntry()?.outcome).toBe('defect');
  });
});
