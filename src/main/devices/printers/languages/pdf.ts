import { deflateSync } from 'node:zlib';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { rotateBitmap } from '#main/devices/printers/rotate-bitmap.ts';
import type { LabelJobSettings, PrinterLanguage } from '#main/devices/printers/printer-language.ts';

const POINTS_PER_MM = 72 / 25.4;

/**
 * One page that is exactly the label, with its picture on it dot for dot (ISO 32000-1), for queues with a driver. What the
 * driver makes of the dots is its own: choose a printer language wherever the printer has one.
 */
export const pdf = {
  id: 'pdf',
  label: 'PDF (queue with a driver, IPP Everywhere)',
  mediaType: 'application/pdf',
  encode: encodePdf,
  needsBinaryLine: true,
  status: null,
  proof: 'none',
  endOfJob: { kind: 'not-told' },
  repeatsDamaged: false,
  identify: null,
} as const satisfies PrinterLanguage;

function encodePdf(bitmap: Bitmap, job: LabelJobSettings): Uint8Array {
  const { widthDots, heightDots, data } = job.rotate180 ? rotateBitmap(bitmap) : bitmap;
  const width = points(widthDots / job.dotsPerMm);
  const height = points(heightDots / job.dotsPerMm);
  const content = Buffer.from(`q ${width} 0 0 ${height} 0 0 cm /Label Do Q`);
  const page = (index: number): number => FIRST_PAGE + index;
  const pages = Array.from({ length: job.copies }, (_, index) => page(index));
  // 1 is black in the picture and white in DeviceGray: Decode turns it round. Interpolation would blur the bars.
  const image = `/Type /XObject /Subtype /Image /Width ${widthDots} /Height ${heightDots} /ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] /Interpolate false`;
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>'),
    Buffer.from(
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((number) => `${number} 0 R`).join(' ')}] >>`,
    ),
    stream(`${image} /Filter /FlateDecode`, deflateSync(data)),
    stream('', content),
    ...pages.map(() =>
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /Label 3 0 R >> >> /Contents 4 0 R >>`,
      ),
    ),
  ];
  return fileOf(objects);
}

const FIRST_PAGE = 5;

function points(mm: number): string {
  return (mm * POINTS_PER_MM).toFixed(3);
}

function stream(entries: string, bytes: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

function fileOf(objects: readonly Buffer[]): Uint8Array {
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  objects.forEach((body, index) => {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += whole.length;
    parts.push(whole);
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
