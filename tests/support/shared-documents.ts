import { createRasterPool } from '#main/documents/raster-pool.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';

let pool: RasterPool | undefined;

/**
 * The drawing threads of every workstation that the tests of this process start. To load fonts and decoder takes longer than
 * all else of a start, and is done when the first of them draws; idle threads end with the process, and no workstation ends them.
 */
export function sharedDocuments(): RasterPool {
  return (pool ??= { ...createRasterPool(), prewarm: async () => {}, close: async () => {} });
}
