import { afterEach, describe, expect, it } from 'vitest';
import { testLabelData } from '#main/documents/layout/templates/test-label-100x150.ts';
import { createRasterPool } from '#main/documents/raster-pool.ts';
import type { RasterPool, RasterPoolOptions } from '#main/documents/raster-pool.ts';

const pools: RasterPool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function openPool(options: RasterPoolOptions): RasterPool {
  const pool = createRasterPool(options);
  pools.push(pool);
  return pool;
}

const data = (testCode: string) =>
  testLabelData({
    printerName: 'TSC',
    address: 'tcp',
    language: 'TSPL',
    dotsPerMm: 8,
    printedAt: '2026-11-22',
    testCode,
  });

describe('raster pool', () => {
  it('draws the same label on a thread as in this thread, and names its barcodes', async () => {
    const order = ['test-label-100x150', data('A-1'), 8] as const;
    const fromThread = await openPool({ threads: 1 }).render(...order);
    const fromHere = await openPool({ mode: 'in-process' }).render(...order);
    expect(fromThread.contentHash).toBe(fromHere.contentHash);
    expect(fromThread.bitmap).toEqual(fromHere.bitmap);
    expect(fromThread.barcodes).toContainEqual({ symbology: 'code128', text: 'A-1', moduleDots: 3 });
  });

  it('serves many labels at once and keeps them apart', async () => {
    const pool = openPool({ threads: 2 });
    await pool.prewarm();
    const codes = ['B-1', 'B-2', 'B-3', 'B-4'];
    const labels = await Promise.all(codes.map((code) => pool.render('test-label-100x150', data(code), 8)));
    expect(labels.map((label) => label.barcodes[0]?.text)).toEqual(codes);
  });

  it('keeps a finished label for its print job', async () => {
    const pool = openPool({ threads: 1 });
    const first = await pool.render('test-label-100x150', data('C-1'), 8);
    expect(await pool.render('test-label-100x150', data('C-1'), 8)).toBe(first);
    expect(await pool.render('test-label-100x150', data('C-1'), 11.811)).not.toBe(first);
  });

  it.each(['threads', 'in-process'] as const)('passes coded errors on (%s)', async (mode) => {
    const pool = openPool({ mode, threads: 1 });
    await expect(pool.render('test-label-100x150', { testCode: 'D-1' }, 8)).rejects.toMatchObject({
      code: 'ERR_LABEL_FIELD_MISSING',
      data: { field: 'printerName' },
    });
    await expect(pool.render('test-label-100x150', { testCode: 7 }, 8)).rejects.toMatchObject({
      data: { field: 'testCode' },
    });
  });

  it('gives the picture of the label as PNG', async () => {
    const png = await openPool({ mode: 'in-process' }).png('test-label-100x150', data('E-1'), 8);
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  });

  it('that is closed while it warms up has not failed', async () => {
    const pool = openPool({ threads: 1 });
    const warm = pool.prewarm();
    await pool.close();
    await expect(warm).resolves.toBeUndefined();
  });
});
