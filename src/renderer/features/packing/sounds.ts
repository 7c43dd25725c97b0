/** Tone of one step: frequency in Hz, start and length in seconds. */
type Tone = readonly [hertz: number, startS: number, lengthS: number];

/**
 * Told apart without looking, through ear protection and across a hall: one short high beep for yes, a rising chord for
 * complete, a long low buzz for no, two calm middle tones for "look here".
 */
const SOUNDS = {
  accepted: { wave: 'sine', volume: 0.32, tones: [[1760, 0, 0.09]] },
  complete: {
    wave: 'triangle',
    volume: 0.34,
    tones: [
      [1047, 0, 0.32],
      [1319, 0.08, 0.3],
      [1568, 0.16, 0.34],
    ],
  },
  refused: {
    wave: 'sawtooth',
    volume: 0.42,
    tones: [
      [120, 0, 0.5],
      [113, 0, 0.5],
    ],
  },
  attention: {
    wave: 'triangle',
    volume: 0.34,
    tones: [
      [660, 0, 0.16],
      [660, 0.24, 0.16],
    ],
  },
} satisfies Record<string, { wave: OscillatorType; volume: number; tones: Tone[] }>;

export type SoundName = keyof typeof SOUNDS;

let context: AudioContext | null = null;

/** Plays one sound. Without audio hardware the screen alone has to tell. */
export function playSound(name: SoundName): void {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    const { wave, volume, tones } = SOUNDS[name];
    for (const [hertz, startS, lengthS] of tones) playTone(context, wave, volume, hertz, startS, lengthS);
  } catch {
    context = null;
  }
}

function playTone(
  audio: AudioContext,
  wave: OscillatorType,
  volume: number,
  hertz: number,
  startS: number,
  lengthS: number,
): void {
  const from = audio.currentTime + startS;
  const gain = audio.createGain();
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(volume, from + 0.008);
  gain.gain.setValueAtTime(volume, from + lengthS - 0.03);
  gain.gain.linearRampToValueAtTime(0, from + lengthS);
  const oscillator = audio.createOscillator();
  oscillator.type = wave;
  oscillator.frequency.setValueAtTime(hertz, from);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + lengthS);
}
