import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleWaybill } from '#tests/contract/printing/printing-bed.ts';
import { TEST_LABEL_FILE } from './support/test-label.ts';
import type { StoredLabel } from './support/test-label.ts';

/** Runs on the host: `node draw-test-label.ts FOLDER`. */
const [folder = '.'] = process.argv.slice(2);
const { bitmap } = await sampleWaybill(8);
const { widthDots, heightDots, bytesPerRow } = bitmap;
const stored: StoredLabel = {
  widthDots,
  heightDots,
  bytesPerRow,
  base64: Buffer.from(bitmap.data).toString('base64'),
};
writeFileSync(join(folder, TEST_LABEL_FILE), JSON.stringify(stored));
