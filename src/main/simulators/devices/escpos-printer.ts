import { createEscposParser, isKnownEscposCommand } from '#main/simulators/devices/escpos/escpos-parser.ts';
import type { EscposEvent } from '#main/simulators/devices/escpos/escpos-parser.ts';
import { automaticStatus, paperStatus, realTimeStatus } from '#main/simulators/devices/escpos/escpos-status.ts';
import { createTextHead } from '#main/simulators/devices/escpos/text-head.ts';
import type {
  EmulatedPrinter,
  PrinterChannel,
  PrinterOptions,
} from '#main/simulators/devices/printer/emulated-printer.ts';
import { blankImage, drawDots } from '#main/simulators/devices/printer/label-image.ts';
import { completePrinter, createPrinterBody } from '#main/simulators/devices/printer/printer-body.ts';

export interface EscposPrinterOptions extends PrinterOptions {
  /** Printable dots of a row; a 4-inch label printer unless told otherwise. */
  readonly headDots?: number;
  /** Epson and good clones send the marks of `GS ( H` back. */
  readonly hasProcessIds?: boolean;
  /** Chinese models take bytes from 81 on as halves of GB18030 characters until told otherwise. */
  readonly startsInChineseMode?: boolean;
  /** Answer to `GS I 67`. */
  readonly model?: string;
}

export interface EscposPrinter extends EmulatedPrinter {
  /** Lines of text that came out. */
  readonly textLines: readonly string[];
  /** How often the drawer was opened. */
  readonly drawerKicks: () => number;
}

/** Rows of dots between two cuts. */
interface Page {
  bands: { readonly widthBytes: number; readonly dots: Uint8Array }[];
}

const HEAD_MM = 104;
const MM_PER_SECOND = 150;
const MEASURE_PAPER = 64;
/** How far one label is fed while it is measured. */
const FEED_MM = 100;

/**
 * An ESC/POS printer without a cable, written from the reference alone (devices.md, sections 6 and 12): it shares nothing with
 * the encoder that it checks. Each cut ends a label; after a fault it goes on where the paper stopped.
 */
export function createEscposPrinter(options: EscposPrinterOptions = {}): EscposPrinter {
  const body = createPrinterBody({ ...options, repeatsDamaged: false });
  const { complaints, dotsPerMm, engine } = body;
  const headDots = options.headDots ?? Math.floor(HEAD_MM * dotsPerMm);
  const textLines: string[] = [];
  const pushed = new Set<() => void>();
  let page: Page = { bands: [] };
  let stored: Page['bands'][number] | null = null;
  let drawerKicks = 0;
  const head = createTextHead({
    headDots,
    startsInChineseMode: options.startsInChineseMode ?? false,
    onDots: addBand,
    onLine: (text) => textLines.push(text),
    onComplaint: (complaint) => complaints.push(complaint),
  });

  function connect(reply: (bytes: Uint8Array) => void): PrinterChannel {
    const parser = createEscposParser();
    let received: Uint8Array[] = [];

    function execute(event: EscposEvent): void {
      if (event.kind === 'status') return body.answer(reply, (state) => realTimeStatus(state, event.number));
      if (event.kind === 'text') return head.take(event.byte);
      if (event.code === '1d56' || event.code === '1b69' || event.code === '1b6d') {
        cut(Buffer.concat(received));
        received = [];
      } else command(event.code, event.parameters, reply);
    }

    return {
      receive(bytes) {
        received.push(bytes.slice());
        for (const event of parser.push(bytes)) execute(event);
      },
    };
  }

  function command(code: string, parameters: Uint8Array, reply: (bytes: Uint8Array) => void): void {
    switch (code) {
      case '1b40':
        head.reset();
        page = { bands: [] };
        return;
      case '1b70':
        drawerKicks += 1;
        return;
      case '1d76':
        return raster(parameters);
      case '1d28':
        return bracket(parameters, reply);
      case '1d38':
        return graphics(parameters.subarray(5));
      case '1d61':
        return pushStatus(parameters[0] ?? 0, reply);
      case '1d72':
        return engine.afterAll(() => body.answer(reply, paperStatus));
      case '1d49':
        return identify(parameters[0] ?? 0, reply);
      default:
        if (!head.command(code, parameters) && !isKnownEscposCommand(code)) complaints.push(code);
    }
  }

  /** `GS v 0 m xL xH yL yH data` */
  function raster(parameters: Uint8Array): void {
    const [zero, mode, xLow = 0, xHigh = 0] = parameters;
    const widthBytes = xLow + xHigh * 256;
    if (zero !== 0x30 || mode !== 0) complaints.push(`GS v ${zero} ${mode}`);
    else addBand(widthBytes, parameters.slice(6));
  }

  function addBand(widthBytes: number, dots: Uint8Array): void {
    if (widthBytes === 0 || widthBytes * 8 > Math.ceil(headDots / 8) * 8)
      complaints.push(`${widthBytes} bytes in a row`);
    else page.bands.push({ widthBytes, dots });
  }

  /** `GS ( L` graphics and `GS ( H` process ids, `GS ( k` symbols, the self test of `GS ( A` that measures. */
  function bracket(parameters: Uint8Array, reply: (bytes: Uint8Array) => void): void {
    const kind = String.fromCharCode(parameters[0] ?? 0);
    if (kind === 'L') graphics(parameters.subarray(3));
    else if (kind === 'A' && parameters[4] === MEASURE_PAPER) measurePaper();
    else if (kind === 'H') processId(parameters.subarray(3), reply);
    else if (kind === 'k') head.symbol(parameters.subarray(1));
    else if (kind !== 'E') complaints.push(`GS ( ${kind}`);
  }

  /** Test 64 of `GS ( A`: labels go past the sensor; the printer then starts anew, once all that it had is out. */
  function measurePaper(): void {
    body.calibrate(blankImage(headDots, Math.round(FEED_MM * dotsPerMm)), FEED_MM);
    page = { bands: [] };
    stored = null;
    head.reset();
  }

  /** Function 112 keeps a picture, its width counted in dots; 50 prints it. */
  function graphics(data: Uint8Array): void {
    const [m, fn, tone, across, down, , xLow = 0, xHigh = 0] = data;
    if (m === 0x30 && (fn === 0x32 || fn === 2)) {
      if (stored) addBand(stored.widthBytes, stored.dots);
      stored = null;
    } else if (m === 0x30 && fn === 0x70 && tone === 0x30 && across === 1 && down === 1)
      stored = { widthBytes: Math.ceil((xLow + xHigh * 256) / 8), dots: data.slice(10) };
    else complaints.push(`graphics function ${fn}`);
  }

  /** Sent back when everything before it is printed; forgotten with the data that are thrown away. */
  function processId([fn, m, ...mark]: Uint8Array, reply: (bytes: Uint8Array) => void): void {
    if (fn !== 0x30 || m !== 0x30 || mark.length !== 4 || mark.some((byte) => byte < 32 || byte > 126)) {
      complaints.push('GS ( H');
      return;
    }
    if (options.hasProcessIds === false) return;
    engine.afterAll(() => body.answer(reply, () => Uint8Array.of(0x37, 0x22, ...mark, 0)));
  }

  /** `GS a n`: the state now and at every change. */
  function pushStatus(flags: number, reply: (bytes: Uint8Array) => void): void {
    pushed.clear();
    if (flags === 0) return;
    const push = (): void => body.answer(reply, automaticStatus);
    pushed.add(push);
    push();
  }

  function identify(number: number, reply: (bytes: Uint8Array) => void): void {
    if (number === 67) body.answer(reply, () => Buffer.from(`_${options.model ?? 'TM-L90'}\0`, 'latin1'));
    else complaints.push(`GS I ${number}`);
  }

  function cut(rawBytes: Uint8Array): void {
    const { bands } = page;
    page = { bands: [] };
    const widthBytes = Math.max(0, ...bands.map((band) => band.widthBytes));
    const heightDots = bands.reduce((sum, band) => sum + band.dots.length / band.widthBytes, 0);
    if (heightDots === 0) return;
    const bitmap = blankImage(Math.min(widthBytes * 8, headDots), heightDots);
    let y = 0;
    for (const band of bands) {
      const rows = band.dots.length / band.widthBytes;
      drawDots(bitmap, { x: 0, y, widthBytes: band.widthBytes, heightDots: rows, dots: band.dots }, 'or');
      y += rows;
    }
    engine.print({
      bitmap: body.place(bitmap),
      rawBytes,
      copies: 1,
      heightMm: heightDots / dotsPerMm,
      mmPerSecond: MM_PER_SECOND,
    });
  }

  /** Faults are pushed to whoever asked for it. */
  function thenPush<T extends unknown[]>(act: (...values: T) => void): (...values: T) => void {
    return (...values) => {
      act(...values);
      for (const push of pushed) push();
    };
  }

  function restart(): void {
    body.reset();
    pushed.clear();
    page = { bands: [] };
    stored = null;
    head.reset();
  }

  const { block, unblock, loadPaper } = body.face;
  return Object.assign(completePrinter(body, { connect, restart }), {
    textLines,
    drawerKicks: () => drawerKicks,
    block: thenPush(block),
    unblock: thenPush(unblock),
    loadPaper: thenPush(loadPaper),
  });
}
