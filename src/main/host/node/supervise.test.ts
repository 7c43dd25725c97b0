import { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NO_ROOM_EXIT_CODE, NO_ROOM_PAUSE_MS, STOP_PATIENCE_MS } from '#main/host/restart-delay.ts';
import { supervise } from '#main/host/node/supervise.ts';

/** A process that hears signals and does nothing about them but die of SIGKILL. */
class StubbornChild extends ChildProcess {
  readonly heard: (NodeJS.Signals | number | undefined)[] = [];

  override kill(signal?: NodeJS.Signals | number): boolean {
    this.heard.push(signal);
    if (signal === 'SIGKILL') this.emit('exit', null, signal);
    return true;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let before: Map<NodeJS.Signals, NodeJS.SignalsListener[]>;
beforeEach(() => {
  vi.useFakeTimers();
  before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
});
afterEach(() => {
  vi.useRealTimers();
  for (const signal of SIGNALS)
    for (const listener of process.listeners(signal))
      if (before.get(signal)?.includes(listener) !== true) process.off(signal, listener);
});

function superviseStubborn() {
  const children: StubbornChild[] = [];
  const exit = vi.fn<(code: number) => void>();
  const leave = vi.fn<() => void>();
  const standIn = vi.fn<() => () => void>(() => leave);
  supervise({
    forkHost() {
      const child = new StubbornChild();
      children.push(child);
      return child;
    },
    exit,
    print: () => {},
    standIn,
  });
  return { children, exit, standIn, leave };
}

it('ends a host that does not stop when it is asked to, and starts no other', () => {
  const { children, exit } = superviseStubborn();
  process.emit('SIGTERM', 'SIGTERM');
  vi.advanceTimersByTime(STOP_PATIENCE_MS - 1);
  process.emit('SIGINT', 'SIGINT');
  expect(children.map(({ heard }) => heard)).toEqual([['SIGTERM', 'SIGINT']]);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(children.map(({ heard }) => heard)).toEqual([['SIGTERM', 'SIGINT', 'SIGKILL']]);
  expect(exit).toHaveBeenCalledOnce();
});

it('starts a host again that found no room on the disk, until there is some', () => {
  const { children, exit } = superviseStubborn();
  for (let look = 0; look < 20; look += 1) {
    children.at(-1)?.emit('exit', NO_ROOM_EXIT_CODE, null);
    vi.advanceTimersByTime(NO_ROOM_PAUSE_MS);
  }
  expect(children).toHaveLength(21);
  expect(exit).not.toHaveBeenCalled();
});

it('has somebody stand in for a host that found no room, also while the next one tries', () => {
  const { children, standIn, leave } = superviseStubborn();
  const calls = () => [children.length, standIn.mock.calls.length, leave.mock.calls.length];
  children[0]?.emit('exit', NO_ROOM_EXIT_CODE, null);
  vi.advanceTimersByTime(NO_ROOM_PAUSE_MS);
  expect(calls()).toEqual([2, 1, 0]);
  children[1]?.emit('exit', NO_ROOM_EXIT_CODE, null);
  expect(calls()).toEqual([2, 2, 1]);
  vi.advanceTimersByTime(NO_ROOM_PAUSE_MS);
  children[2]?.emit('exit', 1, null);
  expect(calls()).toEqual([3, 2, 2]);
});

it.each([
  ['found no room', NO_ROOM_EXIT_CODE],
  ['died', 1],
])('ends at once when it is told to while no host runs because the last one %s', (_why, code) => {
  const { children, exit } = superviseStubborn();
  children[0]?.emit('exit', code, null);
  process.emit('SIGTERM', 'SIGTERM');
  expect(exit.mock.calls).toEqual([[0]]);
  vi.advanceTimersByTime(10 * NO_ROOM_PAUSE_MS);
  expect(children).toHaveLength(1);
});
