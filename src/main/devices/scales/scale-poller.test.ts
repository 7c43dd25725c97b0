import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { mtSics } from '#main/devices/scales/protocols/mt-sics.ts';
import { stGs } from '#main/devices/scales/protocols/st-gs.ts';
import { createScalePoller } from '#main/devices/scales/scale-poller.ts';
import type { ScalePoller } from '#main/devices/scales/scale-poller.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import { systemTimers } from '#main/lib/timers.ts';

function start(protocol: ScaleProtocol): {
  poller: ScalePoller;
  frames: ScaleFrame[];
  asked: string[];
  reply(line: string): void;
} {
  vi.useFakeTimers();
  const frames: ScaleFrame[] = [];
  const asked: string[] = [];
  const poller = createScalePoller({
    protocol,
    timers: systemTimers,
    send: (bytes) => asked.push(Buffer.from(bytes).toString()),
    onFrame: (frame) => frames.push(frame),
  });
  onTestFinished(() => {
    poller.stop();
    vi.useRealTimers();
  });
  poller.start();
  return { poller, frames, asked, reply: (line) => poller.receive(Buffer.from(line)) };
}

const REPLY = 'S S    500.00 g\r\n';

describe('polling a scale', () => {
  it('asks one question at a time, and the next a while after the answer', () => {
    const { asked, frames, reply } = start(mtSics);
    vi.advanceTimersByTime(500);
    expect(asked).toEqual(['SI\r\n']);
    reply(REPLY);
    vi.advanceTimersByTime(mtSics.pollIntervalMs - 1);
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(asked).toHaveLength(2);
    expect(frames).toHaveLength(1);
  });

  it('drops an answer that comes after its time', () => {
    const { frames, reply } = start(mtSics);
    vi.advanceTimersByTime(650);
    reply(REPLY);
    expect(frames).toEqual([]);
  });

  it('does not glue half of a late answer to the next one', () => {
    const { frames, reply } = start(mtSics);
    reply('S S    9');
    vi.advanceTimersByTime(600 + mtSics.pollIntervalMs);
    reply(REPLY);
    expect(frames).toMatchObject([{ kind: 'weight', grams: 500 }]);
  });

  it('asks again when no answer comes', () => {
    const { asked } = start(mtSics);
    vi.advanceTimersByTime(2_000);
    expect(asked).toHaveLength(3);
  });

  it('says nothing after it was stopped', () => {
    const { poller, asked } = start(mtSics);
    poller.stop();
    vi.advanceTimersByTime(10_000);
    expect(asked).toHaveLength(1);
  });

  it('only listens to a scale that streams', () => {
    const { asked, frames, reply } = start(stGs);
    reply('ST,GS,+  0.500kg\r\nST,GS,+  0.500kg\r\n');
    vi.advanceTimersByTime(10_000);
    expect(asked).toEqual([]);
    expect(frames).toHaveLength(2);
  });
});
