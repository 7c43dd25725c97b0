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
    const problems = [
      ...replacedCharacters.map((character) => `no glyph for ${character}`),
      ...(isRead ? [] : ['barcode not read back']),
    ];
    return found('label', problems.length === 0 ? 'ok' : 'failed', {
      count: barcodes.length,
      ms: Math.round(performance.now() - startedAt),
      detail: problems.join(', '),
    });
  } finally {
    await pool.close();
  }
}
