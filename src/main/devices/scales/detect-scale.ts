import { hearScale } from '#main/devices/scales/hear-scale.ts';
import { isGarbage } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import type { Timers } from '#main/lib/timers.ts';

export type LineSettings = ScaleProtocol['serialDefaults'];

export interface DetectedScale {
  readonly protocolId: string;
  /** Null for a scale on the network, which has none. */
  readonly settings: LineSettings | null;
  /** The last thing that it said. */
  readonly frame: ScaleFrame;
}

export interface DetectScaleOptions {
  readonly protocols: readonly ScaleProtocol[];
  /** Makes an unopened transport with these settings; null settings for a path that has none. */
  readonly connect: (settings: LineSettings | null) => Transport;
  readonly isSerial: boolean;
  readonly timers: Timers;
  readonly signal: AbortSignal;
  /** Before each try. */
  readonly onStep: (step: number, steps: number, settings: LineSettings | null) => void;
  readonly listenMs?: number;
  readonly askMs?: number;
}

/** Two readable frames in a row are no chance; a scale that streams sends more than that in this time. */
const LISTEN_MS = 1_300;
/** Two questions and their answers. */
const ASK_MS = 900;
const GOOD_FRAMES = 2;

/**
 * Every dialect strips bit 7, and 7E1 takes as many bits on the line as 8N1: listening at 8N1 hears both. A scale that must be
 * asked checks the parity of the question, so questions go out with the dialect's own settings.
 */
const LISTEN_BAUD_RATES = [9600, 2400, 4800, 1200, 19_200, 38_400, 57_600, 115_200] as const;

/**
 * Tries settings and dialects one after the other until something readable comes; only questions are sent, never a command.
 * More than one answer means that the wire does not tell them apart: whoever sees the display chooses. Empty when nothing
 * readable came, or when it was cancelled.
 * @throws AppError ERR_DEVICE_* when the device cannot be opened
 */
export async function detectScale(options: DetectScaleOptions): Promise<DetectedScale[]> {
  const tries = planTries(options.protocols, options.isSerial);
  for (const [index, { settings, protocols, ms }] of tries.entries()) {
    if (options.signal.aborted) return [];
    options.onStep(index + 1, tries.length, settings);
    const found = await tryOnce(
      options,
      settings,
      protocols,
      ms === 'listen' ? (options.listenMs ?? LISTEN_MS) : (options.askMs ?? ASK_MS),
    );
    if (found.length > 0) return found;
  }
  return [];
}

interface Try {
  readonly settings: LineSettings | null;
  readonly protocols: readonly ScaleProtocol[];
  readonly ms: 'listen' | 'ask';
}

/** First the usual speed and every question, then the rare speeds. */
function planTries(protocols: readonly ScaleProtocol[], isSerial: boolean): Try[] {
  const streaming = protocols.filter(({ pollRequest }) => pollRequest === null);
  const asked = protocols.filter(({ pollRequest }) => pollRequest !== null);
  const [usual, ...rare] = LISTEN_BAUD_RATES.map((baudRate): Try => ({
    settings: isSerial ? { baudRate, dataBits: 8, parity: 'none', stopBits: 1 } : null,
    protocols: streaming,
    ms: 'listen',
  }));
  const questions = asked.map((protocol): Try => ({
    settings: isSerial ? protocol.serialDefaults : null,
    protocols: [protocol],
    ms: 'ask',
  }));
  return [...(usual ? [usual] : []), ...questions, ...(isSerial ? rare : [])];
}

async function tryOnce(
  { connect, timers, signal }: DetectScaleOptions,
  settings: LineSettings | null,
  protocols: readonly ScaleProtocol[],
  ms: number,
): Promise<DetectedScale[]> {
  const heard = await hearScale({ transport: connect(settings), protocols, timers, ms, signal });
  return protocols.flatMap(({ id }, index) => {
    const frames = heard[index] ?? [];
    const good = frames.filter((frame) => !isGarbage(frame) && isAnswer(frame));
    const frame = good.at(-1);
    const isReadable =
      frame !== undefined && good.length >= GOOD_FRAMES && good.length > 2 * (frames.length - good.length);
    return isReadable ? [{ protocolId: id, settings, frame }] : [];
  });
}

/** "I do not understand you" is an answer of something, but not of a scale that speaks this dialect. */
function isAnswer(frame: ScaleFrame): boolean {
  return frame.kind !== 'fault' || (frame.detail !== 'syntax_error' && frame.detail !== 'unknown_unit');
}
