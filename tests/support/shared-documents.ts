import { createRasterPool } from '#main/documents/raster-pool.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';

let pool: RasterPool | undefined;

/**
 * The drawing threads of every workstation that the tests of this process start. To load fonts and decoder takes longer than
 * all else of a start; idle threads end with the process.
 */
export function sharedDocuments(): RasterPool {
  return (pool ??= createRasterPool());
}
