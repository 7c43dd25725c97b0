import { drawLabel } from '#main/documents/draw-label.ts';
import type { RasterResult, RasterWork } from '#main/documents/raster-messages.ts';

/** The jobs of the raster workers. @throws AppError ERR_LABEL_* */
export async function doRasterWork(work: RasterWork): Promise<RasterResult> {
  if ('label' in work) return { label: await drawLabel(work.label) };
  // Loaded when the first PDF is wanted: its libraries cost every start a second and some 60 MB.
  const { renderPdf } = await import('#main/documents/pdf/render-pdf.ts');
  return { pdf: await renderPdf(work.pdf) };
}
