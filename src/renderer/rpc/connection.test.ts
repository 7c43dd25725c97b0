import { expect, it } from 'vitest';
import { WireRefused } from '#renderer/rpc/client-wire.ts';
import { Connection } from '#renderer/rpc/connection.ts';
import { reconnectDelay } from '#renderer/rpc/reconnect-delay.ts';

it('gives up only when the host refuses the window, and fails calls with a code then', async () => {
  let attempts = 0;
  const connection = new Connection({
    open: async () => {
      attempts += 1;
      throw attempts < 3 ? new Error('nobody answers') : new WireRefused();
    },
    random: () => 0,
  });
  await connection.run();
  expect(attempts).toBe(3);
  expect(connection.state).toMatchObject({ status: 'refused', attempts: 2, generation: 0 });
  await expect(connection.link()).rejects.toMatchObject({ code: 'ERR_HOST_DISCONNECTED' });
});

it('lets a call wait no longer than the patience', async () => {
  const connection = new Connection({ open: () => new Promise(() => {}), patienceMs: 20 });
  void connection.run();
  await expect(connection.link()).rejects.toMatchObject({ code: 'ERR_HOST_DISCONNECTED' });
  connection.close();
});

it('lets a caller that gave up go at once', async () => {
  const connection = new Connection({ open: () => new Promise(() => {}) });
  void connection.run();
  const gaveUp = new AbortController();
  const link = connection.link(gaveUp.signal);
  gaveUp.abort(new Error('not wanted any more'));
  await expect(link).rejects.toThrow('not wanted any more');
  connection.close();
});

it('waits longer after each failure, up to five seconds, and never the same for all windows', () => {
  expect([1, 2, 3, 4, 5, 6, 99].map((attempt) => reconnectDelay(attempt, 1))).toEqual([
    200, 400, 800, 1600, 3200, 5000, 5000,
  ]);
  expect(reconnectDelay(3, 0)).toBe(400);
});
