import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { pointsTurn } from '#main/plugins/channels/shopify/points-turn.ts';

const { signal } = new AbortController();

it('is held by one read at a time, in the order in which they were throttled', async () => {
  const done: string[] = [];
  const [first, second, third, other] = ['first', 'second', 'third', 'other'].map((name) => {
    const turn = pointsTurn('shop-a', signal);
    const goesOn = async (how: 'wait' | 'claim') => {
      await turn[how]();
      done.push(name);
    };
    return { ...turn, goesOn };
  });
  await first?.goesOn('claim');
  const rest = [second?.goesOn('claim'), third?.goesOn('claim')];
  await nextTurn();
  expect(done).toEqual(['first']);
  first?.leave();
  await nextTurn();
  rest.push(other?.goesOn('wait'));
  await nextTurn();
  expect(done).toEqual(['first', 'second']);
  second?.leave();
  await nextTurn();
  third?.leave();
  await Promise.all(rest);
  expect(done).toEqual(['first', 'second', 'third', 'other']);
});

it('lets reads of other shops through, and those that are broken off', async () => {
  const holder = pointsTurn('shop-b', signal);
  await holder.claim();
  await pointsTurn('shop-c', signal).wait();
  const broken = new AbortController();
  const waiting = pointsTurn('shop-b', broken.signal).wait();
  broken.abort();
  await waiting;
  holder.leave();
  await pointsTurn('shop-b', signal).wait();
});
