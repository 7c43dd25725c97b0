import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import type { PrinterStatus, PrinterStatusProtocol } from '#main/devices/printers/printer-status.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** 12 x 3 dots: first row black, second row only its first dot, third row white (devices.md section 2). */
export const REFERENCE_LABEL: Bitmap = {
  widthDots: 12,
  heightDots: 3,
  bytesPerRow: 2,
  data: Uint8Array.of(0xff, 0xf0, 0x80, 0x00, 0x00, 0x00),
};

export const REFERENCE_JOB: LabelJobSettings = {
  widthMm: 10,
  heightMm: 10,
  dotsPerMm: 8,
  gapMm: 3,
  copies: 1,
  darkness: null,
  speed: null,
  rotate180: false,
  isTextOnly: false,
  smallPictures: false,
};

/** Bytes as a person reads them: printable text as it is, each other byte as `<1B>`, a line feed as a new line. */
export function readable(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => {
      if (byte === 0x0a) return '\n';
      const isPrintable = byte >= 0x20 && byte < 0x7f;
      return isPrintable ? String.fromCharCode(byte) : `<${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
    })
    .join('')
    .replaceAll('<0D>\n', '\n');
}

/** The state that the driver reads when each question gets one of these answers; null when one is incomplete or more are needed. */
export function stateIn(
  protocol: PrinterStatusProtocol | null,
  ...received: readonly Uint8Array[]
): PrinterStatus | null {
  const answers: Uint8Array[] = [];
  for (const [index, bytes] of received.entries()) {
    const answer = protocol?.questions[index]?.find(bytes);
    if (!answer) return null;
    answers.push(answer);
  }
  return protocol?.read(answers) ?? null;
}

export const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
