import type {
  EmulatedPrinter,
  PrinterChannel,
  PrinterOptions,
} from '#main/simulators/devices/printer/emulated-printer.ts';
import { blankImage, drawDots, orientImage } from '#main/simulators/devices/printer/label-image.ts';
import type { LabelImage } from '#main/simulators/devices/printer/label-image.ts';
import { completePrinter, createPrinterBody } from '#main/simulators/devices/printer/printer-body.ts';
import { blackDots, createTsplParser } from '#main/simulators/devices/tspl/tspl-parser.ts';
import type { TsplBitmap, TsplEvent } from '#main/simulators/devices/tspl/tspl-parser.ts';
import { applySetup, FACTORY_SETUP, paperSpeed } from '#main/simulators/devices/tspl/tspl-setup.ts';
import { longStatus, shortStatus } from '#main/simulators/devices/tspl/tspl-status.ts';

export interface TsplPrinterOptions extends PrinterOptions {
  /** Many clones know only `ESC ! ?`. */
  readonly hasLongStatus?: boolean;
  /** Answer to `~!T`. */
  readonly model?: string;
}

/** Measure the paper: by its gaps, by its black lines, or by whichever there are. */
const CALIBRATIONS: ReadonlySet<string> = new Set(['GAPDETECT', 'BLINEDETECT', 'AUTODETECT']);

const MODES = ['overwrite', 'or', 'xor'] as const;

/**
 * A TSPL label printer without a cable, written from the reference alone (devices.md, sections 3 and 12): it shares nothing
 * with the encoder that it checks. Connect it through `startPrinterTcp` or `startPrinterPty`.
 */
export function createTsplPrinter(options: TsplPrinterOptions = {}): EmulatedPrinter {
  const body = createPrinterBody({ ...options, repeatsDamaged: true });
  const { complaints, dotsPerMm, engine } = body;
  let setup = FACTORY_SETUP;
  let image: LabelImage = newImage();

  function newImage(): LabelImage {
    return blankImage(Math.round(setup.widthMm * dotsPerMm), Math.round(setup.heightMm * dotsPerMm));
  }

  function connect(reply: (bytes: Uint8Array) => void): PrinterChannel {
    const parser = createTsplParser();
    let received: Uint8Array[] = [];
    return {
      receive(bytes) {
        received.push(bytes.slice());
        for (const event of parser.push(bytes)) {
          if (event.kind === 'immediate') actAtOnce(event, reply);
          else if (event.kind === 'inquiry') inquire(event.letter, reply);
          else if (event.kind === 'command' && event.name === 'PRINT') {
            print(event.args, Buffer.concat(received));
            received = [];
          } else execute(event);
        }
      },
    };
  }

  function actAtOnce(event: Extract<TsplEvent, { kind: 'immediate' }>, reply: (bytes: Uint8Array) => void): void {
    const letter = String.fromCharCode(event.code);
    if (letter === '?') body.answer(reply, shortStatus);
    else if (letter === 'S' && (options.hasLongStatus ?? true)) body.answer(reply, longStatus);
    // A picture may hold any bytes: questions found in it are answered, orders are not obeyed.
    else if (!event.insidePayload) obey(letter);
  }

  function obey(letter: string): void {
    switch (letter) {
      case 'P':
        return engine.block('paused');
      case 'O':
        return engine.unblock('paused');
      case '.':
        return engine.forget();
      case 'R':
        return restart();
      default:
        complaints.push(`ESC ! ${letter}`);
    }
  }

  /** Questions that begin with `~` are answered only by a printer that is ready. */
  function inquire(letter: string, reply: (bytes: Uint8Array) => void): void {
    const answers: Readonly<Record<string, string>> = { T: options.model ?? 'TE244', I: '437,001' };
    const answer = answers[letter];
    if (answer === undefined) complaints.push(`~!${letter}`);
    else body.answer(reply, ({ blocks }) => (blocks.size > 0 ? null : Buffer.from(`${answer}\r\n`, 'latin1')));
  }

  function execute(event: Extract<TsplEvent, { kind: 'malformed' | 'bitmap' | 'command' }>): void {
    if (event.kind === 'malformed') complaints.push(event.text);
    else if (event.kind === 'bitmap') draw(event.bitmap);
    else if (event.name === 'CLS') image = newImage();
    else if (CALIBRATIONS.has(event.name)) body.calibrate(newImage(), setup.heightMm);
    else {
      const changed = applySetup(setup, event.name, event.args, dotsPerMm);
      if (changed) setup = changed;
      else complaints.push([event.name, ...event.args].join(' '));
    }
  }

  /** Modes 1 and 2 combine black dots, not sent bits: drivers print with mode 1 on a cleared, white buffer [V]. */
  function draw({ x, y, widthBytes, heightDots, mode, payload }: TsplBitmap): void {
    const at = { x: x + setup.reference.x, y: y + setup.reference.y };
    drawDots(image, { ...at, widthBytes, heightDots, dots: blackDots(payload) }, MODES[mode]);
  }

  /** `PRINT m[,n]`: m sets of n copies. The picture stays in the buffer. */
  function print(args: readonly string[], rawBytes: Uint8Array): void {
    const [sets = 1, each = 1] = args.map(Number);
    const copies = sets * each;
    if (!Number.isInteger(copies) || copies < 1) {
      complaints.push(`PRINT ${args.join(',')}`);
      return;
    }
    const bitmap = body.place(orientImage(image, setup.isTurned, setup.isMirrored));
    const { cutter, heightMm, sensor } = setup;
    const cutEvery = cutter === 'off' ? 0 : cutter === 'batch' ? copies : cutter;
    engine.print({ bitmap, rawBytes, copies, heightMm, mmPerSecond: paperSpeed(setup), sensor, cutEvery });
  }

  function restart(): void {
    body.reset();
    setup = FACTORY_SETUP;
    image = newImage();
  }

  return completePrinter(body, { connect, restart });
}
