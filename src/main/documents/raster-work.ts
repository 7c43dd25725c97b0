import { drawLabel } from '#main/documents/draw-label.ts';
import type { RasterResult, RasterWork } from '#main/documents/raster-messages.ts';

/** The jobs of the raster workers. @throws AppError ERR_LABEL_*, ERR_CUSTOMS_PAPER_* */
export async function doRasterWork(work: RasterWork): Promise<RasterResult> {
  if ('label' in work) return { label: await drawLabel(work.label) };
  if ('paper' in work) {
    const { pressCustomsPaper } = await import('#main/documents/customs/press-customs-paper.ts');
    return { paper: await pressCustomsPaper(work.paper) };
  }
  if ('paperPictures' in work) {
    const { drawPaperPictures } = await import('#main/documents/customs/draw-paper-pictures.ts');
    return drawPaperPictures(work.paperPictures, work.mostPages);
  }
  if ('merge' in work) {
    const { mergePdfs } = await import('#main/documents/pdf/merge-pdfs.ts');
    return { pdf: await mergePdfs(work.merge) };
  }
  // Loaded when the first PDF is wanted: its libraries cost every start a second and some 60 MB.
  const { renderPdf } = await import('#main/documents/pdf/render-pdf.ts');
  return { pdf: await renderPdf(work.pdf) };
}
