import type {
  EmulatedPrinter,
  PrinterChannel,
  PrinterOptions,
} from '#main/simulators/devices/printer/emulated-printer.ts';
import { blankImage, drawDots, orientImage } from '#main/simulators/devices/printer/label-image.ts';
import type { LabelImage } from '#main/simulators/devices/printer/label-image.ts';
import { completePrinter, createPrinterBody } from '#main/simulators/devices/printer/printer-body.ts';
import type { PaperSensor } from '#main/simulators/devices/printer/print-engine.ts';
import { createZplParser } from '#main/simulators/devices/zpl/zpl-parser.ts';
import type { ZplEvent } from '#main/simulators/devices/zpl/zpl-parser.ts';
import { readPictureText } from '#main/simulators/devices/zpl/zpl-picture.ts';
import type { ZplPicture } from '#main/simulators/devices/zpl/zpl-picture.ts';
import { errorStatus, hostStatus, isSilentOnError } from '#main/simulators/devices/zpl/zpl-status.ts';

export interface ZplPrinterOptions extends PrinterOptions {
  /** Dots of the print head; a 4-inch one unless told otherwise. */
  readonly headDots?: number;
  /** As the manual has it: no answer to `~HS` while paper, ribbon, cover or heat stop the printer. Models differ. */
  readonly isSilentOnError?: boolean;
  /** Printers of other makers often do not know `~HQES`. */
  readonly hasErrorQuery?: boolean;
  /** Answer to `~HI`. */
  readonly model?: string;
}

/** What one format, from `^XA` to `^XZ`, has told so far. */
interface Format {
  image: LabelImage;
  origin: { x: number; y: number };
  copies: number;
  /** `^PQ`, second number: labels between two pauses or cuts. */
  pauseEvery: number;
  hasFields: boolean;
}

/** `^MN` */
const SENSORS: Readonly<Record<string, PaperSensor>> = { N: 'continuous', Y: 'gap', W: 'gap', M: 'mark' };

const HEAD_MM = 104;
const MM_PER_INCH = 25.4;

/** Set-up commands that real drivers send and that change nothing here. */
const WITHOUT_EFFECT = new Set(['^CI', '^MT', '^MD', '~SD', '^LT', '^LS', '^FS', '^JM', '^PM', '~TA', '^JU']);

/**
 * A ZPL II label printer without a cable, written from the reference alone (devices.md, sections 4 and 12): it shares nothing
 * with the encoder that it checks. It prints pictures; fields that need its fonts are complained about.
 */
export function createZplPrinter(options: ZplPrinterOptions = {}): EmulatedPrinter {
  const body = createPrinterBody({ ...options, repeatsDamaged: true });
  const { complaints, dotsPerMm, engine } = body;
  const headDots = options.headDots ?? Math.floor(HEAD_MM * dotsPerMm);
  let widthDots = headDots;
  let lengthDots = Math.round(152.4 * dotsPerMm);
  let home = { x: 0, y: 0 };
  let inchesPerSecond = 4;
  let isTurned = false;
  let sensor: PaperSensor | null = null;
  let isCutting = false;
  const stored = new Map<string, { readonly bytesPerRow: number; readonly dots: Uint8Array }>();

  function connect(reply: (bytes: Uint8Array) => void): PrinterChannel {
    const parser = createZplParser();
    let received: Uint8Array[] = [];
    let format: Format | null = null;

    function execute(event: ZplEvent): void {
      if (event.kind === 'malformed') return complain(event.text);
      if (event.kind === 'binary') return drawBinary(event.header, event.data);
      if (event.name.startsWith('~')) return control(event.name, event.text, reply);
      if (event.name === '^XA') {
        format = newFormat();
        return;
      }
      if (!format) return complain(`${event.name} outside of a format`);
      if (event.name === '^XZ') {
        print(format, Buffer.concat(received));
        format = null;
        received = [];
      } else inFormat(format, event.name, event.text);
    }

    function drawBinary(header: string, data: Uint8Array): void {
      const [, , total = 0, perRow = 0] = header.split(',').map(Number);
      if (!format || data.length !== total) return complain(header);
      draw(format, { dots: data }, perRow, header);
    }

    return {
      receive(bytes) {
        received.push(bytes.slice());
        for (const event of parser.push(bytes)) execute(event);
      },
    };
  }

  /** `~` commands act at once, also between the fields of a format. */
  function control(name: string, text: string, reply: (bytes: Uint8Array) => void): void {
    switch (name) {
      case '~HS':
        return body.answer(reply, (state) =>
          options.isSilentOnError && isSilentOnError(state)
            ? null
            : hostStatus(state, {
                labelLengthDots: lengthDots,
                formatsInBuffer: engine.waitingOrders,
                labelsLeftInBatch: engine.copiesLeft,
              }),
        );
      case '~HQES':
        return body.answer(reply, (state) => (options.hasErrorQuery === false ? null : errorStatus(state)));
      case '~HI':
        return body.answer(reply, () =>
          Buffer.from(
            `\x02${options.model ?? 'ZD421-203dpi ZPL'},V93.21.15Z,${Math.round(dotsPerMm)},8192KB\x03\r\n`,
            'latin1',
          ),
        );
      case '~PS':
        return engine.unblock('paused');
      case '~PP':
        return engine.block('paused');
      case '~JA':
        return engine.forget();
      case '~JC':
        return body.calibrate(blankImage(widthDots, lengthDots), lengthDots / dotsPerMm);
      case '~JR':
        return restart();
      case '~DG':
        return download(text);
      default:
        if (!WITHOUT_EFFECT.has(name)) complain(name + text);
    }
  }

  function inFormat(format: Format, name: string, text: string): void {
    const numbers = text.split(',').map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
    const [first = Number.NaN, second = Number.NaN] = numbers;
    switch (name) {
      case '^PW':
        if (!(first >= 2) || first > headDots) return complain(`^PW${text}`);
        widthDots = first;
        format.image = blankImage(widthDots, lengthDots);
        return;
      case '^LL':
        if (!(first >= 1) || first > 32_000) return complain(`^LL${text}`);
        lengthDots = first;
        format.image = blankImage(widthDots, lengthDots);
        return;
      case '^LH':
      case '^FO':
        if (Number.isNaN(first) || Number.isNaN(second)) return complain(name + text);
        if (name === '^LH') home = { x: first, y: second };
        else format.origin = { x: first, y: second };
        return;
      case '^PR':
        if (!(first >= 1 && first <= 14)) return complain(`^PR${text}`);
        inchesPerSecond = first;
        return;
      case '^PO':
        if (!/^[NI]$/.test(text)) return complain(`^PO${text}`);
        isTurned = text === 'I';
        return;
      case '^PQ':
        if (!(first >= 1)) return complain(`^PQ${text}`);
        format.copies = first;
        format.pauseEvery = second > 0 ? second : 0;
        return;
      case '^MN':
        if (!(text in SENSORS)) return complain(`^MN${text}`);
        sensor = SENSORS[text] ?? null;
        return;
      case '^MM':
        if (!/^[TPRAC]$/.test(text)) return complain(`^MM${text}`);
        isCutting = text === 'C';
        return;
      case '^GF':
        return drawText(format, text);
      case '^XG':
        return recall(format, text);
      case '^JZ':
        if (text !== 'Y') complain(`^JZ${text}`);
        return;
      default:
        if (!WITHOUT_EFFECT.has(name)) complain(name + text.slice(0, 40));
    }
  }

  /** `^GFA,b,c,d,data`. For Z64 and B64 b counts the text up to the check. */
  function drawText(format: Format, text: string): void {
    const match = /^A,(\d+),(\d+),(\d+),(.*)$/s.exec(text);
    if (!match) return complain(`^GF${text.slice(0, 40)}`);
    const [sent = 0, total = 0, perRow = 0] = match.slice(1, 4).map(Number);
    const data = match[4] ?? '';
    const isCoded = data.startsWith(':B64:') || data.startsWith(':Z64:');
    if (isCoded && sent !== data.lastIndexOf(':')) complain(`^GFA announces ${sent} of ${data.lastIndexOf(':')} bytes`);
    draw(format, readPictureText(data, total, perRow), perRow, '^GFA');
  }

  /** A picture whose check fails is thrown away; the rest of the label is printed. */
  function draw(format: Format, picture: ZplPicture, bytesPerRow: number, what: string): void {
    format.hasFields = true;
    if ('refused' in picture) return complain(`${what}: ${picture.refused}`);
    const at = { x: format.origin.x + home.x, y: format.origin.y + home.y };
    const heightDots = picture.dots.length / bytesPerRow;
    drawDots(format.image, { ...at, widthBytes: bytesPerRow, heightDots, dots: picture.dots }, 'or');
  }

  /** `~DGd:o.x,t,w,data`: drivers load a picture under a name and recall it with `^XG`. */
  function download(text: string): void {
    const match = /^([^,]+),(\d+),(\d+),(.*)$/s.exec(text);
    if (!match) return complain(`~DG${text.slice(0, 40)}`);
    const bytesPerRow = Number(match[3]);
    const picture = readPictureText(match[4] ?? '', Number(match[2]), bytesPerRow);
    if ('refused' in picture) complain(`~DG: ${picture.refused}`);
    else stored.set(pictureName(match[1] ?? ''), { bytesPerRow, dots: picture.dots });
  }

  function recall(format: Format, text: string): void {
    const [name = '', across = '1', down = '1'] = text.split(',');
    const picture = stored.get(pictureName(name));
    if (!picture || across !== '1' || down !== '1') return complain(`^XG${text}`);
    draw(format, { dots: picture.dots }, picture.bytesPerRow, '^XG');
  }

  function print(format: Format, rawBytes: Uint8Array): void {
    if (!format.hasFields) return;
    engine.print({
      bitmap: body.place(orientImage(format.image, isTurned, false)),
      rawBytes,
      copies: format.copies,
      heightMm: lengthDots / dotsPerMm,
      mmPerSecond: inchesPerSecond * MM_PER_INCH,
      sensor,
      cutEvery: isCutting ? format.pauseEvery || 1 : 0,
    });
  }

  function newFormat(): Format {
    return {
      image: blankImage(widthDots, lengthDots),
      origin: { x: 0, y: 0 },
      copies: 1,
      pauseEvery: 0,
      hasFields: false,
    };
  }

  function complain(text: string): void {
    complaints.push(text);
  }

  function restart(): void {
    body.reset();
    stored.clear();
    widthDots = headDots;
    lengthDots = Math.round(152.4 * dotsPerMm);
    home = { x: 0, y: 0 };
    inchesPerSecond = 4;
    isTurned = false;
    sensor = null;
    isCutting = false;
  }

  return completePrinter(body, { connect, restart });
}

function pictureName(text: string): string {
  return text.replace(/^[A-Z]:/, '').replace(/\.GRF$/, '');
}
