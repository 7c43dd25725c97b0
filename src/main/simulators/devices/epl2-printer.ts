import { createEpl2Parser } from '#main/simulators/devices/epl2/epl2-parser.ts';
import type { Epl2Event } from '#main/simulators/devices/epl2/epl2-parser.ts';
import type {
  EmulatedPrinter,
  PrinterChannel,
  PrinterOptions,
} from '#main/simulators/devices/printer/emulated-printer.ts';
import { blankImage, drawDots, orientImage } from '#main/simulators/devices/printer/label-image.ts';
import type { LabelImage } from '#main/simulators/devices/printer/label-image.ts';
import { completePrinter, createPrinterBody } from '#main/simulators/devices/printer/printer-body.ts';
import type { PrinterState } from '#main/simulators/devices/printer/printer-body.ts';
import type { PaperSensor, PrinterBlock } from '#main/simulators/devices/printer/print-engine.ts';

export interface Epl2PrinterOptions extends PrinterOptions {
  readonly headDots?: number;
}

const HEAD_MM = 104;
const MM_PER_INCH = 25.4;
/** Answers to `^ee` (Intermec ESim manuals, appendix A). 07 stands for media and for ribbon. */
const ERROR_CODES: Readonly<Record<PrinterBlock, string>> = {
  paper_out: '07',
  ribbon_out: '07',
  cover_open: '11',
  jam: '99',
  head_hot: '62',
  cutter_jam: '81',
  paused: '92',
};

/**
 * An EPL2 label printer without a cable, written from the EPL programming guide (14245L-003), Zebra's note on GW and the
 * ESim manuals; it shares nothing with the encoder that it checks. After a fault it goes on where the paper stopped.
 */
export function createEpl2Printer(options: Epl2PrinterOptions = {}): EmulatedPrinter {
  const body = createPrinterBody({ ...options, repeatsDamaged: false });
  const { complaints, dotsPerMm, engine } = body;
  const headDots = options.headDots ?? Math.floor(HEAD_MM * dotsPerMm);
  let widthDots = headDots;
  let lengthDots = Math.round(152.4 * dotsPerMm);
  let inchesPerSecond = 3;
  let isTurned = false;
  let sensor: PaperSensor = 'gap';
  let image: LabelImage = newImage();

  function newImage(): LabelImage {
    return blankImage(widthDots, lengthDots);
  }

  function connect(reply: (bytes: Uint8Array) => void): PrinterChannel {
    const parser = createEpl2Parser();
    let received: Uint8Array[] = [];
    return {
      receive(bytes) {
        received.push(bytes.slice());
        for (const event of parser.push(bytes)) {
          if (event.kind === 'graphic') draw(event);
          else if (event.text === '^ee') body.answer(reply, errorReport);
          else if (/^P\d/.test(event.text)) {
            print(event.text, Buffer.concat(received));
            received = [];
          } else execute(event.text);
        }
      },
    };
  }

  function draw({ x, y, widthBytes, heightDots, payload }: Extract<Epl2Event, { kind: 'graphic' }>): void {
    if (x + widthBytes * 8 > Math.ceil(widthDots / 8) * 8 || y + heightDots > lengthDots)
      complaints.push(`GW${x},${y},${widthBytes},${heightDots} exceeds the label`);
    const dots = payload.map((byte) => ~byte & 0xff);
    drawDots(image, { x, y, widthBytes, heightDots, dots }, 'or');
  }

  function execute(text: string): void {
    const [, name = '', values = ''] = /^([A-Za-z^@]+)(.*)$/s.exec(text) ?? [];
    const numbers = values.split(',').map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
    const [first = Number.NaN] = numbers;
    switch (name) {
      case 'N':
        image = newImage();
        return;
      case 'q':
        if (!(first >= 8 && first <= headDots)) return void complaints.push(text);
        widthDots = first;
        image = newImage();
        return;
      case 'Q': {
        // `Q600,24`, `Q600,0` for continuous paper, `Q600,B24+0` for marks, which need their offset.
        const [, length, mark, between] = /^(\d+),(B?)(\d+)(?:[+-]\d+)?$/.exec(values) ?? [];
        if (!(Number(length) > 0) || (mark === 'B' && !/[+-]\d+$/.test(values))) return void complaints.push(text);
        lengthDots = Number(length);
        sensor = mark === 'B' ? 'mark' : between === '0' ? 'continuous' : 'gap';
        image = newImage();
        return;
      }
      case 'D':
        if (!(first >= 0 && first <= 15)) complaints.push(text);
        return;
      case 'S':
        if (!(first >= 1 && first <= 6)) return void complaints.push(text);
        inchesPerSecond = first;
        return;
      case 'ZT':
      case 'ZB':
        isTurned = name === 'ZB';
        return;
      case 'xa':
        // AutoSense: labels and gap are measured as they lie.
        return body.calibrate(newImage(), lengthDots / dotsPerMm);
      case '^@':
        return restart();
      case 'JF':
      case 'JB':
      case 'O':
        return;
      default:
        complaints.push(text.slice(0, 64));
    }
  }

  function print(text: string, rawBytes: Uint8Array): void {
    const [sets = 0, each = 1] = text.slice(1).split(',').map(Number);
    const copies = sets * each;
    if (!Number.isInteger(copies) || copies < 1) {
      complaints.push(text);
      return;
    }
    const bitmap = body.place(orientImage(image, isTurned, false));
    const mmPerSecond = inchesPerSecond * MM_PER_INCH;
    engine.print({ bitmap, rawBytes, copies, heightMm: lengthDots / dotsPerMm, mmPerSecond, sensor });
  }

  function restart(): void {
    body.reset();
    widthDots = headDots;
    lengthDots = Math.round(152.4 * dotsPerMm);
    inchesPerSecond = 3;
    isTurned = false;
    sensor = 'gap';
    image = newImage();
  }

  return completePrinter(body, { connect, restart });
}

/** `^ee`: all codes that stand, or 00. */
function errorReport({ blocks }: PrinterState): Uint8Array {
  const codes = [...new Set([...blocks].map((block) => ERROR_CODES[block]))].sort();
  return Buffer.from(`${codes.length === 0 ? '00' : codes.join(',')}\r\n`, 'latin1');
}
