import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SCALE_PROTOCOLS } from '#main/app/registries.ts';
import { detectScale } from '#main/devices/scales/detect-scale.ts';
import type { LineSettings } from '#main/devices/scales/detect-scale.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { manualTimers } from '#main/simulators/devices/manual-timers.ts';
import { openPty, ptySupported } from '#main/simulators/devices/pty.ts';
import { createAndScale } from '#main/simulators/devices/scale-and.ts';
import type { ByteDuplex } from '#main/simulators/devices/scale-line.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import { SCALE_CASES } from '#tests/contract/scales/scale-bench.ts';

const PROTOCOLS = SCALE_PROTOCOLS.all.filter(({ id }) => id !== 'hid-pos');
const COMMON = { timers: systemTimers, protocols: PROTOCOLS } as const;
const CASES = SCALE_CASES.filter(({ protocol }) => protocol.id !== 'hid-pos');

describe.runIf(ptySupported()).concurrent.each(CASES)(
  'the search for a scale that speaks $name',
  ({ protocol, create }) => {
    it('finds its protocol and reads its empty plate', async ({ onTestFinished }) => {
      const pty = openPty();
      const scale = create(realTimers);
      const unplug = scale.attach(pty);
      onTestFinished(() => {
        unplug();
        pty.hangUp();
      });
      const found = await detectScale({
        ...COMMON,
        isSerial: true,
        connect: (settings) =>
          createSerialTransport({
            kind: 'serial',
            path: pty.slavePath,
            flow: 'none',
            ...(settings ?? protocol.serialDefaults),
          }),
        signal: new AbortController().signal,
        onStep: () => undefined,
        // Two questions and their answers, on a machine that stands still now and then.
        askMs: 1_800,
      });
      const readings = found.map(({ protocolId, frame }) => [
        protocolId,
        frame.kind === 'weight' ? frame.grams : frame.kind,
      ]);
      expect(readings).toContainEqual([protocol.id, 0]);
    });
  },
);

/** A cable whose other end understands one speed only, in both directions. */
function cableAt(baudRate: number, plug: (cable: ByteDuplex) => () => void) {
  const tried: string[] = [];
  const connect = (settings: LineSettings | null): Transport => {
    const isRight = settings?.baudRate === baudRate;
    const toScale = new Set<(bytes: Uint8Array) => void>();
    const toUs = new Set<(bytes: Uint8Array) => void>();
    let pullOut: () => void = () => undefined;
    tried.push(`${settings?.baudRate} ${settings?.dataBits}`);
    return {
      description: 'cable',
      open() {
        pullOut = plug({
          write: (bytes) => toUs.forEach((listener) => listener(isRight ? bytes : bytes.map((byte) => byte ^ 0xb7))),
          onData(listener) {
            toScale.add(listener);
            return () => toScale.delete(listener);
          },
        });
        return Promise.resolve();
      },
      send(bytes) {
        if (isRight) toScale.forEach((listener) => listener(bytes));
        return Promise.resolve({ ok: true, bytesSent: bytes.length });
      },
      onData(listener) {
        toUs.add(listener);
        return () => toUs.delete(listener);
      },
      onClosed: () => () => undefined,
      close() {
        pullOut();
        return Promise.resolve();
      },
    };
  };
  return { tried, connect };
}

describe('the search for settings', () => {
  it('goes on to other speeds until the bytes make sense, and tells how far it is', async () => {
    const timers = manualTimers();
    const scale = createAndScale({ timers, format: 'st-gs', streamIntervalMs: 50 });
    const { connect } = cableAt(4_800, (cable) => scale.attach(cable));
    const steps: string[] = [];
    const search = detectScale({
      protocols: PROTOCOLS,
      timers,
      listenMs: 400,
      askMs: 20,
      isSerial: true,
      connect,
      signal: new AbortController().signal,
      onStep: (step, count, settings) => steps.push(`${step}/${count} ${settings?.baudRate}`),
    });
    let isOver = false;
    void search.finally(() => (isOver = true));
    while (!isOver) {
      timers.advance(10);
      await nextTurn();
    }
    const found = await search;
    expect(found).toMatchObject([{ protocolId: 'st-gs', settings: { baudRate: 4_800 }, frame: { grams: 0 } }]);
    expect(steps[0]).toMatch(/^1\/\d+ 9600$/);
    expect(steps.at(-1)).toMatch(/4800$/);
  });

  it('finds nothing where nothing is heard, and sends no command meanwhile', async () => {
    const sent: string[] = [];
    const { connect, tried } = cableAt(1, () => () => undefined);
    const listening = (settings: LineSettings | null): Transport => {
      const transport = connect(settings);
      return {
        ...transport,
        send(bytes) {
          sent.push(Buffer.from(bytes).toString('latin1'));
          return transport.send(bytes);
        },
      };
    };
    const options = { ...COMMON, listenMs: 5, askMs: 5, isSerial: true, connect: listening, onStep: () => undefined };
    expect(await detectScale({ ...options, signal: new AbortController().signal })).toEqual([]);
    expect(new Set(sent)).toEqual(new Set(['SI\r\n', 'Q\r\n', 'W', 'W\r', '\x05', 'G\r\n']));
    expect(new Set(tried)).toContain('115200 8');
  });

  it('stops at once when it is called off', async () => {
    const aborter = new AbortController();
    const { connect, tried } = cableAt(1, () => () => undefined);
    const found = await detectScale({
      ...COMMON,
      listenMs: 60_000,
      isSerial: true,
      connect,
      signal: aborter.signal,
      onStep: () => setImmediate(() => aborter.abort()),
    });
    expect(found).toEqual([]);
    expect(tried).toEqual(['9600 8']);
  });
});
