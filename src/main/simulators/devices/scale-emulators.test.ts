import { beforeEach, describe, expect, it } from 'vitest';
import { manualTimers } from '#main/simulators/devices/manual-timers.ts';
import type { ManualTimers } from '#main/simulators/devices/manual-timers.ts';
import { createAndScale } from '#main/simulators/devices/scale-and.ts';
import type { ByteDuplex, ScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createMtSicsScale } from '#main/simulators/devices/scale-mt-sics.ts';

let timers: ManualTimers;

beforeEach(() => {
  timers = manualTimers();
});

/** The host's end of the cable. */
function plugIn(scale: ScaleLine) {
  const received: number[] = [];
  const writes: Uint8Array[] = [];
  let listener: (bytes: Uint8Array) => void = () => undefined;
  const cable: ByteDuplex = {
    write(bytes) {
      writes.push(bytes);
      received.push(...bytes);
    },
    onData(added) {
      listener = added;
      return () => (listener = () => undefined);
    },
  };
  const unplug = scale.attach(cable);
  return {
    writes,
    received,
    unplug,
    say: (text: string) => listener(Buffer.from(text, 'latin1')),
    heard: () => Buffer.from(received.splice(0)).toString('latin1'),
  };
}

describe('MT-SICS scale', () => {
  it('answers in the bytes of the reference: dynamic while it swings, stable at rest', () => {
    const scale = createMtSicsScale({ timers, unit: 'g', decimals: 2, divisionG: 0.01 });
    const host = plugIn(scale);
    scale.plate.put(12.34);
    timers.advance(100);
    host.say('SI\r\n');
    expect(host.heard()).toMatch(/^S D +-?\d+\.\d\d g\r\n$/);
    timers.advance(600);
    host.say('SI\r\n');
    expect(host.heard()).toBe('S S     12.34 g\r\n');
  });

  it('lets S wait for rest and says S I when there is none', () => {
    const scale = createMtSicsScale({ timers });
    const host = plugIn(scale);
    scale.plate.put(1_234);
    host.say('S\r\n');
    expect(host.heard()).toBe('');
    timers.advance(700);
    expect(host.heard()).toBe('S S     1.234 kg\r\n');
    host.say('S\r\n');
    host.heard();
    scale.plate.put(10);
    host.say('S\r\n');
    for (let shake = 0; shake < 12; shake += 1) {
      timers.advance(500);
      scale.plate.put(1);
    }
    expect(host.heard()).toBe('S I\r\n');
  });

  it('streams after SIR until another command comes', () => {
    const host = plugIn(createMtSicsScale({ timers }));
    host.say('SIR\r\n');
    timers.advance(300);
    expect(host.heard().split('\r\n')).toHaveLength(5);
    host.say('@\r\n');
    host.heard();
    timers.advance(1_000);
    expect(host.heard()).toBe('');
  });

  it('reports overload, underload, zero, tare and nonsense', () => {
    const scale = createMtSicsScale({ timers, capacityG: 3_000 });
    const host = plugIn(scale);
    const ask = (command: string): string => {
      timers.advance(1_000);
      host.say(`${command}\r\n`);
      return host.heard();
    };
    scale.plate.put(3_500);
    expect(ask('SI')).toBe('S +\r\n');
    scale.plate.clear();
    scale.plate.put(-100);
    expect(ask('S')).toBe('S -\r\n');
    scale.plate.clear();
    scale.plate.put(5);
    expect(ask('Z')).toBe('Z A\r\n');
    expect(ask('SI')).toBe('S S     0.000 kg\r\n');
    scale.plate.put(200);
    expect(ask('T')).toBe('T S     0.200 kg\r\n');
    scale.plate.put(1_000);
    expect(ask('SI')).toBe('S S     1.000 kg\r\n');
    expect(ask('HELLO')).toBe('ES\r\n');
  });
});

describe('A&D scale and its kin', () => {
  it.each([
    ['standard', 'g', 2, 12.34, 'ST,+00012.34  g\r\n', 17],
    ['st-gs', 'kg', 3, 1_234, 'ST,GS,+  1.234kg\r\n', 18],
    ['st-gs-comma', 'kg', 3, 1_234, 'ST,GS,  1.234,kg\r\n', 18],
    ['cas-22', 'kg', 1, 13_500, 'ST,GS,1A,000013.5 kg\r\n', 22],
  ] as const)('sends %s frames of the right length', (format, unit, decimals, grams, frame, length) => {
    const scale = createAndScale({ timers, format, unit, decimals, divisionG: 0.01 });
    const host = plugIn(scale);
    scale.plate.put(grams);
    timers.advance(1_000);
    host.say('Q\r\n');
    expect(host.received).toHaveLength(length);
    expect(host.heard()).toBe(frame);
  });

  it('streams by itself, unstable while it swings, and stops when unplugged', () => {
    const scale = createAndScale({ timers, streamIntervalMs: 100 });
    const host = plugIn(scale);
    scale.plate.put(500);
    timers.advance(1_000);
    const headers = host
      .heard()
      .split('\r\n')
      .filter(Boolean)
      .map((line) => line.slice(0, 2));
    expect(headers).toEqual(['US', 'US', 'US', 'US', 'US', 'ST', 'ST', 'ST', 'ST', 'ST']);
    host.unplug();
    timers.advance(1_000);
    expect(host.heard()).toBe('');
  });

  it('shows overload and negative weights', () => {
    const scale = createAndScale({ timers, capacityG: 3_000 });
    const host = plugIn(scale);
    scale.plate.put(-5);
    timers.advance(1_000);
    host.say('Q\r\n');
    expect(host.heard()).toBe('ST,-0000.005 kg\r\n');
    scale.plate.put(9_000);
    timers.advance(1_000);
    host.say('Q\r\n');
    expect(host.heard()).toBe('OL,+9999999E+19\r\n');
  });
});

describe('a bad cable', () => {
  it('can be silent, noisy, split frames and carry parity in bit 7', () => {
    const scale = createAndScale({ timers });
    const host = plugIn(scale);
    scale.misbehave({ isSilent: true });
    host.say('Q\r\n');
    expect(host.heard()).toBe('');
    scale.behave();
    scale.misbehave({ noise: [0xff, 0x00] });
    host.say('Q\r\n');
    expect(host.heard()).toBe('\u00ff\u0000ST,+0000.000 kg\r\n');
    scale.behave();
    scale.misbehave({ splitEvery: 5 });
    host.writes.length = 0;
    host.say('Q\r\n');
    timers.advance(50);
    expect(host.writes.map((bytes) => bytes.length)).toEqual([5, 5, 5, 2]);
    expect(host.heard()).toBe('ST,+0000.000 kg\r\n');
    scale.behave();
    scale.misbehave({ hasParityBit: true });
    host.say('Q\r\n');
    const bytes = [...host.received];
    expect(bytes).not.toEqual(bytes.map((byte) => byte & 0x7f));
    expect(Buffer.from(bytes.map((byte) => byte & 0x7f)).toString()).toBe('ST,+0000.000 kg\r\n');
  });
});
