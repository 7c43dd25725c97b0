import { createCpclParser } from '#main/simulators/devices/cpcl/cpcl-parser.ts';
import type { CpclEvent } from '#main/simulators/devices/cpcl/cpcl-parser.ts';
import type {
  EmulatedPrinter,
  PrinterChannel,
  PrinterOptions,
} from '#main/simulators/devices/printer/emulated-printer.ts';
import { blankImage, drawDots, orientImage } from '#main/simulators/devices/printer/label-image.ts';
import type { LabelImage } from '#main/simulators/devices/printer/label-image.ts';
import { completePrinter, createPrinterBody } from '#main/simulators/devices/printer/printer-body.ts';
import type { PrinterState } from '#main/simulators/devices/printer/printer-body.ts';
import type { PaperSensor } from '#main/simulators/devices/printer/print-engine.ts';

export interface CpclPrinterOptions extends PrinterOptions {
  readonly headDots?: number;
  /** Keeps back the answer to `ESC h` until the label is finished, instead of answering "busy". */
  readonly answersWhenFinished?: boolean;
  /** Answer to `ESC v`. */
  readonly model?: string;
}

interface Session {
  /** `FORM`: fed to the next gap or mark. */
  isFed: boolean;
  readonly heightDots: number;
  readonly copies: number;
  widthDots: number;
  image: LabelImage;
}

const HEAD_MM = 104;
const MM_PER_SECOND = 100;
/** Commands that real drivers send and that change nothing here. */
const WITHOUT_EFFECT = new Set(['SPEED', 'TONE', 'CONTRAST', 'POSTFEED', 'PREFEED', ';']);

/**
 * A CPCL label printer without a cable, written from the reference alone (devices.md, sections 5 and 12): it shares nothing
 * with the encoder that it checks. After a fault it goes on where the paper stopped.
 */
export function createCpclPrinter(options: CpclPrinterOptions = {}): EmulatedPrinter {
  const body = createPrinterBody({ ...options, repeatsDamaged: false });
  const { complaints, dotsPerMm, engine } = body;
  let sensor: PaperSensor = 'gap';
  const headDots = options.headDots ?? Math.floor(HEAD_MM * dotsPerMm);

  function connect(reply: (bytes: Uint8Array) => void): PrinterChannel {
    const parser = createCpclParser();
    let received: Uint8Array[] = [];
    let session: Session | null = null;
    let isInUtilities = false;

    function execute(event: CpclEvent): void {
      if (event.kind === 'malformed') complaints.push(event.text);
      else if (event.kind === 'escape') inquire(event.letter, reply);
      else if (event.kind === 'graphic') {
        if (session) drawDots(session.image, event, 'or');
      } else if (event.words.join(' ') === '! UTILITIES') isInUtilities = true;
      else if (isInUtilities) inUtilities(event.words);
      else if (event.words[0] === '!') session = openSession(event.words);
      else if (session) inSession(session, event.words);
    }

    /** Settings of the printer itself; its `PRINT` prints nothing. */
    function inUtilities(words: readonly string[]): void {
      const [name = ''] = words;
      if (name === 'PRINT') isInUtilities = false;
      else if (name === 'GAP-SENSE' || name === 'BAR-SENSE') sensor = name === 'BAR-SENSE' ? 'mark' : 'gap';
      else complaints.push(words.join(' '));
    }

    function inSession(open: Session, words: readonly string[]): void {
      const [name = '', value = ''] = words;
      if (name === 'PRINT') {
        print(open, Buffer.concat(received));
        session = null;
        received = [];
      } else if (name === 'PAGE-WIDTH' || name === 'PW') {
        const widthDots = Number(value);
        if (!Number.isInteger(widthDots) || widthDots < 8 || widthDots > headDots) complaints.push(words.join(' '));
        else open.image = blankImage((open.widthDots = widthDots), open.heightDots);
      } else if (name === 'FORM') open.isFed = true;
      else if (!WITHOUT_EFFECT.has(name)) complaints.push(words.join(' '));
    }

    return {
      receive(bytes) {
        received.push(bytes.slice());
        for (const event of parser.push(bytes)) execute(event);
      },
    };
  }

  /** `! offset h-dpi v-dpi height quantity` */
  function openSession(words: readonly string[]): Session | null {
    const [, , , , heightDots = 0, copies = 0] = words.map((word) => (/^\d+$/.test(word) ? Number(word) : Number.NaN));
    if (words.length !== 6 || !(heightDots > 0) || !(copies > 0)) {
      complaints.push(words.join(' '));
      return null;
    }
    return { isFed: false, heightDots, copies, widthDots: headDots, image: blankImage(headDots, heightDots) };
  }

  function print({ image, copies, heightDots, isFed }: Session, rawBytes: Uint8Array): void {
    const bitmap = body.place(orientImage(image, false, false));
    engine.print({
      bitmap,
      rawBytes,
      copies,
      heightMm: heightDots / dotsPerMm,
      mmPerSecond: MM_PER_SECOND,
      sensor: isFed ? sensor : 'continuous',
    });
  }

  function inquire(letter: string, reply: (bytes: Uint8Array) => void): void {
    const build = { h: stateByte, i: extendedByte }[letter];
    if (letter === 'v')
      return body.answer(reply, () => Buffer.from(`${options.model ?? 'ZQ620 V85.20.17'}\0`, 'latin1'));
    if (!build) {
      complaints.push(`ESC ${letter}`);
      return;
    }
    const mustWait = options.answersWhenFinished && engine.waiting > 0 && engine.blocks.size === 0;
    if (mustWait) engine.afterAll(() => body.answer(reply, build));
    else body.answer(reply, build);
  }

  /** `ESC h`: busy, paper out, cover open. What has no bit of its own shows as busy. */
  function stateByte({ blocks, isPrinting }: PrinterState): Uint8Array {
    const isPaperOut = blocks.has('paper_out');
    const isOpen = blocks.has('cover_open');
    const isBusy = isPrinting || engine.waiting > 0 || (blocks.size > 0 && !isPaperOut && !isOpen);
    return Uint8Array.of((isBusy ? 0x01 : 0) | (isPaperOut ? 0x02 : 0) | (isOpen ? 0x04 : 0));
  }

  /** `ESC i`: jam; a direct thermal printer says "no ribbon" all the time. */
  function extendedByte({ blocks }: PrinterState): Uint8Array {
    return Uint8Array.of(0x80 | (blocks.has('jam') ? 0x10 : 0));
  }

  return completePrinter(body, { connect, restart: body.reset });
}
