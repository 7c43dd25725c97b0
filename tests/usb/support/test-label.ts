import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { REFERENCE_JOB } from '#tests/support/printing/reference-label.ts';

/** Drawn before the guest starts: an emulated processor takes its time for fonts. */
export const TEST_LABEL_FILE = 'test-label.json';

export interface StoredLabel {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bytesPerRow: number;
  readonly base64: string;
}

export const TEST_JOB: LabelJobSettings = { ...REFERENCE_JOB, widthMm: 100, heightMm: 150 };

/** The sample waybill of 100 x 150 mm at 203 dpi, from beside the tests. */
export function readTestLabel(): Bitmap {
  const file = fileURLToPath(new URL(TEST_LABEL_FILE, import.meta.url));
  const { base64, ...size }: StoredLabel = JSON.parse(readFileSync(file, 'utf8'));
  return { ...size, data: Buffer.from(base64, 'base64') };
}
