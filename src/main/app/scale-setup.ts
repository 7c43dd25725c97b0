import { suggestPattern } from '#core/weighing/suggest-pattern.ts';
import { createTransport } from '#main/app/open-transport.ts';
import { SCALE_PROTOCOLS } from '#main/app/registries.ts';
import type { ScaleHub } from '#main/app/scale-hub.ts';
import { scaleProtocolOf } from '#main/app/scale-protocol-of.ts';
import { detectScale } from '#main/devices/scales/detect-scale.ts';
import type { DetectedScale, LineSettings } from '#main/devices/scales/detect-scale.ts';
import { listenToScale } from '#main/devices/scales/listen-to-scale.ts';
import { HID_ONLY_PROTOCOL_ID } from '#main/devices/scales/protocols/hid-pos.ts';
import type { ScaleFrame } from '#main/devices/scales/scale-protocol.ts';
import type { TransportAddress } from '#main/devices/transports/transport.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { ScaleDetection, ScaleListening, ScaleReading } from '#shared/contract/scale-setup.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { scalePatternFault } from '#shared/model/scale-pattern.ts';
import type { ScalePattern } from '#shared/model/scale-pattern.ts';

type WiredAddress = Exclude<TransportAddress, { kind: 'hid' }>;

const IDLE: ScaleDetection = { isRunning: false, step: 0, steps: 0, trying: '', found: [], problem: null };

/** Setting a scale up: listening to what it sends, finding its settings, making a pattern of an unknown make's frames. */
export class ScaleSetup {
  readonly #scales: ScaleHub;
  readonly #timers: Timers;
  #detection: ScaleDetection = IDLE;
  #aborter: AbortController | null = null;
  /** Whoever listens or searches holds the port; the next one waits instead of finding it held by us. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(scales: ScaleHub, timers: Timers) {
    this.#scales = scales;
    this.#timers = timers;
  }

  /**
   * A scale that is in use already is overheard, any other is opened for a moment.
   * @throws AppError ERR_DEVICE_*, ERR_SCALE_PATTERN_INVALID
   */
  async listen(input: {
    address: TransportAddress;
    protocolId: string;
    pattern: ScalePattern | null;
  }): Promise<ScaleListening> {
    checkPattern(input.pattern);
    const protocol = scaleProtocolOf({
      protocolId: input.protocolId,
      ...(input.pattern && { pattern: input.pattern }),
    });
    const overheard = this.#scales.overhear(input.address);
    if (overheard) {
      const frames = protocol ? protocol.createDecoder().push(overheard) : [];
      return { hex: hexOf(overheard), readings: frames.map(toReading).slice(-READINGS) };
    }
    const sample = await this.#inTurn(() =>
      listenToScale(createTransport(input.address), protocol ?? null, this.#timers),
    );
    return { hex: hexOf(sample.bytes), readings: sample.frames.map(toReading).slice(-READINGS) };
  }

  /** @throws AppError ERR_SCALE_PATTERN_NOT_FOUND */
  suggest(hex: string, shown: { text: string; unit: ScalePattern['unit'] }): ScalePattern {
    const pattern = suggestPattern(Buffer.from(hex, 'hex'), shown);
    if (!pattern) throw new AppError('ERR_SCALE_PATTERN_NOT_FOUND', { shown: shown.text, bytes: hex.length / 2 });
    return pattern;
  }

  detection(): ScaleDetection {
    return this.#detection;
  }

  /** Starts anew; a search that still runs is called off first. The outcome is read with {@link ScaleSetup.detection}. */
  startDetection(address: WiredAddress): ScaleDetection {
    this.cancelDetection();
    const aborter = new AbortController();
    this.#aborter = aborter;
    this.#detection = { ...IDLE, isRunning: true };
    void this.#inTurn(() => this.#detect(address, aborter.signal));
    return this.#detection;
  }

  cancelDetection(): ScaleDetection {
    this.#aborter?.abort();
    this.#aborter = null;
    this.#detection = { ...this.#detection, isRunning: false };
    return this.#detection;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const outcome = this.#turn.then(work);
    this.#turn = outcome.catch(() => undefined);
    return outcome;
  }

  async #detect(address: WiredAddress, signal: AbortSignal): Promise<void> {
    const update = (change: Partial<ScaleDetection>): void => {
      if (!signal.aborted) this.#detection = { ...this.#detection, ...change };
    };
    try {
      const found = await detectScale({
        // Reports of USB HID scales do not come over a cable with settings.
        protocols: SCALE_PROTOCOLS.all.filter(({ id }) => id !== HID_ONLY_PROTOCOL_ID),
        connect: (settings) =>
          createTransport(address.kind === 'serial' && settings ? { ...address, ...settings } : address),
        isSerial: address.kind === 'serial',
        timers: this.#timers,
        signal,
        onStep: (step, steps, settings) => update({ step, steps, trying: settings ? lineText(settings) : '' }),
      });
      update({ isRunning: false, found: found.map(toFound) });
    } catch (error) {
      const problem = error instanceof AppError ? error : new AppError('ERR_DEVICE_OFFLINE', { detail: String(error) });
      update({ isRunning: false, problem: { code: problem.code, data: problem.data } });
    }
  }
}

const READINGS = 5;

/** @throws AppError ERR_SCALE_PATTERN_INVALID naming the field */
function checkPattern(pattern: ScalePattern | null): void {
  const field = pattern && scalePatternFault(pattern);
  if (field) throw new AppError('ERR_SCALE_PATTERN_INVALID', { field });
}

function toFound({ protocolId, settings, frame }: DetectedScale): ScaleDetection['found'][number] {
  return {
    protocolId,
    label: SCALE_PROTOCOLS.find(protocolId)?.label ?? protocolId,
    settings,
    reading: toReading(frame),
  };
}

function toReading(frame: ScaleFrame): ScaleReading {
  return {
    kind: frame.kind,
    grams: frame.kind === 'weight' ? frame.grams : null,
    stable: frame.kind === 'weight' ? frame.stable : null,
    detail: frame.kind === 'fault' ? frame.detail : '',
    rawText: frame.rawText,
  };
}

function lineText({ baudRate, dataBits, parity, stopBits }: LineSettings): string {
  return `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
