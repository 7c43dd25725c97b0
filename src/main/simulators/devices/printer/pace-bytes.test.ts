import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paceBytes } from '#main/simulators/devices/printer/pace-bytes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('hands bytes on as fast as a line of 115,200 baud carries them, in order, and saves nothing up while idle', () => {
  const received: number[] = [];
  const send = paceBytes(115_200, (bytes) => void received.push(...bytes));
  for (const start of [0, 600]) send(Uint8Array.from({ length: 600 }, (_, index) => (start + index) % 256));
  vi.advanceTimersByTime(50);
  expect(received.length).toBe(576);
  vi.advanceTimersByTime(60);
  expect(received).toEqual(Array.from({ length: 1_200 }, (_, index) => index % 256));
  vi.advanceTimersByTime(10_000);
  send(new Uint8Array(1_200));
  vi.advanceTimersByTime(50);
  expect(received.length).toBe(1_200 + 576);
});
