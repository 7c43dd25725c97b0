import { describe, expect, it, vi } from 'vitest';
import { SCALE_PROTOCOLS } from '#main/app/registries.ts';
import { isGarbage } from '#main/devices/scales/protocols/scale-frames.ts';
import { ptySupported } from '#main/simulators/devices/pty.ts';
import { SCALE_CASES, startScaleBench, UNIT_TWINS } from '#tests/contract/scales/scale-bench.ts';
import type { ScaleBench } from '#tests/contract/scales/scale-bench.ts';
import { PATIENCE } from '#tests/support/patience.ts';

async function shows(bench: ScaleBench, expected: object): Promise<void> {
  await vi.waitFor(() => expect(bench.reader.snapshot()).toMatchObject(expected), PATIENCE);
}

/** At any time so far: what lasts for a moment can come and go between two looks. */
async function said(bench: ScaleBench, frame: object): Promise<void> {
  await vi.waitFor(() => expect(bench.frames).toContainEqual(expect.objectContaining(frame)), PATIENCE);
}

const online = (frame: object): object => ({ status: 'online', problem: null, frame });

it('every registered scale protocol is held to this contract', () => {
  const tested = new Set(SCALE_CASES.map(({ protocol }) => protocol.id));
  expect(SCALE_PROTOCOLS.all.map(({ id }) => id).filter((id) => !tested.has(id) && !UNIT_TWINS.has(id))).toEqual([]);
});

// Most of the time is spent waiting for real seconds to pass, so the scales are tried side by side.
describe.runIf(ptySupported()).concurrent.each(SCALE_CASES)('a scale that speaks $name', (scaleCase) => {
  const { motion, negative } = scaleCase;
  const stable = motion === 'unsaid' ? null : true;

  it('shows its weight, first moving and then stable', async ({ onTestFinished }) => {
    const bench = startScaleBench(scaleCase, onTestFinished);
    await shows(bench, online({ kind: 'weight', grams: 0, stable }));
    bench.scale.plate.put(1_234);
    if (motion === 'flagged') await said(bench, { kind: 'weight', stable: false });
    if (motion === 'withheld') await said(bench, { kind: 'fault', detail: 'in_motion' });
    await shows(bench, online({ kind: 'weight', grams: 1_234, stable, net: false, divisionG: 1 }));
    expect(bench.reader.snapshot().ageMs).toBeLessThan(1_000);
  });

  it('shows a negative weight as such, or that it is below zero', async ({ onTestFinished }) => {
    const bench = startScaleBench(scaleCase, onTestFinished);
    bench.scale.plate.put(-12);
    const below = negative === 'shown' ? { kind: 'weight', grams: -12 } : { kind: 'underload' };
    await shows(bench, online(below));
  });

  it('is read through noise between its frames', async ({ onTestFinished }) => {
    const bench = startScaleBench(scaleCase, onTestFinished);
    bench.scale.misbehave({ noise: [0x00, 0xff, 0x55] });
    bench.scale.plate.put(777);
    await shows(bench, online({ kind: 'weight', grams: 777, stable }));
  });

  it('is read when its frames come in pieces', async ({ onTestFinished }) => {
    const bench = startScaleBench(scaleCase, onTestFinished);
    await shows(bench, online({ grams: 0, stable }));
    // Opening the port can cut a line short; from here on nothing is lost any more.
    const sound = bench.frames.length + 1;
    bench.scale.misbehave({ splitEvery: 3, splitGapMs: 4 });
    bench.scale.plate.put(777);
    await shows(bench, online({ kind: 'weight', grams: 777, stable }));
    expect(bench.frames.slice(sound).filter(isGarbage)).toEqual([]);
  });

  it('is offline as soon as it is unplugged, and back after a replug without a restart', async ({ onTestFinished }) => {
    const bench = startScaleBench(scaleCase, onTestFinished);
    bench.scale.plate.put(500);
    await shows(bench, online({ grams: 500, stable }));
    bench.unplug();
    await shows(bench, { status: 'offline', frame: null });
    // By the unplug itself, and not by the silence that follows.
    expect(bench.reader.snapshot().problem?.code).not.toBe('ERR_SCALE_STALE');
    await shows(bench, { problem: { code: 'ERR_DEVICE_PORT_MISSING' } });
    bench.plugIn();
    bench.scale.plate.clear();
    await shows(bench, online({ grams: 0, stable }));
  });

  it('is offline when it falls silent, and shows no old value meanwhile', async ({ onTestFinished }) => {
    const bench = startScaleBench(scaleCase, onTestFinished);
    bench.scale.plate.put(500);
    await shows(bench, online({ grams: 500, stable }));
    bench.scale.misbehave({ isSilent: true });
    await shows(bench, { status: 'offline', frame: null, problem: { code: 'ERR_SCALE_STALE' } });
    bench.scale.behave();
    await shows(bench, online({ grams: 500, stable }));
  });

  it('with wrong serial settings asks for them to be checked', async ({ onTestFinished }) => {
    const bench = startScaleBench(scaleCase, onTestFinished);
    bench.scale.misbehave({ isSilent: true });
    const babble = setInterval(() => bench.cable().write(Uint8Array.of(0xf8, 0x80, 0x1e, 0x98, 0x06, 0xe0, 0xfe)), 50);
    await shows(bench, { status: 'wrong_settings', frame: null, problem: { code: 'ERR_SCALE_SETTINGS' } });
    clearInterval(babble);
    bench.scale.behave();
    await shows(bench, online({ grams: 0 }));
  });

  it('leaves its port free when the reader is disposed of', async ({ onTestFinished }) => {
    const bench = startScaleBench(scaleCase, onTestFinished);
    await shows(bench, { status: 'online' });
    await bench.reader.dispose();
    const heard = bench.frames.length;
    const again = startScaleBench(scaleCase, onTestFinished);
    await shows(again, { status: 'online' });
    expect(bench.frames.length).toBe(heard);
  });
});

describe.runIf(ptySupported()).concurrent.each(SCALE_CASES.filter(({ hasOverload }) => hasOverload))(
  'a scale that speaks $name and reports overload',
  (scaleCase) => {
    const stable = scaleCase.motion === 'unsaid' ? null : true;

    it('reports it instead of a weight, and the weight again below it', async ({ onTestFinished }) => {
      const bench = startScaleBench(scaleCase, onTestFinished);
      bench.scale.plate.put(31_000);
      await shows(bench, online({ kind: 'overload' }));
      bench.scale.plate.clear();
      await shows(bench, online({ kind: 'weight', grams: 0, stable }));
    });
  },
);

describe.runIf(ptySupported()).concurrent.each(SCALE_CASES.filter(({ isText }) => isText))(
  'a scale that speaks $name and sends text',
  (scaleCase) => {
    const stable = scaleCase.motion === 'unsaid' ? null : true;

    it('is read on an eight-bit port although it sends seven bits and parity', async ({ onTestFinished }) => {
      const bench = startScaleBench(scaleCase, onTestFinished);
      bench.scale.misbehave({ hasParityBit: true });
      bench.scale.plate.put(777);
      await shows(bench, online({ kind: 'weight', grams: 777, stable }));
    });
  },
);
