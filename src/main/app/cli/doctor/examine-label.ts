import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';
import { testLabel100x150, testLabelData } from '#main/documents/layout/templates/test-label-100x150.ts';
import { createRasterPool } from '#main/documents/raster-pool.ts';

const TEST_CODE = 'T-DOCTOR';

/** Canvas, fonts, decoder and worker threads: draws the test label as the product does and reads its barcodes back. */
export async function examineLabel(): Promise<Finding> {
  const pool = createRasterPool({ threads: 1 });
  const data = testLabelData({
    printerName: '打包台 doctor',
    address: '-',
    language: 'TSPL',
    dotsPerMm: 8,
    printedAt: '-',
    testCode: TEST_CODE,
  });
  try {
    const startedAt = performance.now();
    const { barcodes, replacedCharacters } = await pool.render(testLabel100x150.id, data, 8);
    const isRead = barcodes.some(({ text }) => text.includes(TEST_CODE));
    const detail = replacedCharacters.length > 0 ? 'glyphs_missing' : isRead ? '' : 'barcode_not_read';
    return found('label', detail === '' ? 'ok' : 'failed', {
      count: barcodes.length,
      ms: Math.round(performance.now() - startedAt),
      detail,
      characters: replacedCharacters.join(' '),
    });
  } finally {
    await pool.close();
  }
}
