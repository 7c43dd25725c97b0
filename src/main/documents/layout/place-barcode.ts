import { AppError } from '#shared/errors/app-error.ts';
import { encodeBarcode } from '#main/documents/layout/barcode-modules.ts';
import type { BarcodeModules } from '#main/documents/layout/barcode-modules.ts';
import { BARCODE_FACTS, isLinear } from '#main/documents/layout/symbologies.ts';
import type { BarcodeElement } from '#shared/model/label-layout.ts';
import type { Pen } from '#main/documents/layout/pen.ts';

/** Below two dots a single weak heating element destroys a bar. */
const MIN_MODULE_DOTS = 2;

/**
 * Draws one barcode on whole dots, with its quiet zones inside the element's box.
 * @throws AppError ERR_LABEL_BARCODE_INVALID, also when even the smallest allowed module does not fit.
 */
export function placeBarcode(pen: Pen, element: BarcodeElement, content: string): void {
  const { symbology } = element;
  const modules = bestModules(element, content);
  const box = { x: pen.dots(element.x), y: pen.dots(element.y), w: pen.dots(element.w), h: pen.dots(element.h) };
  const quiet = BARCODE_FACTS[symbology].quietModules;
  const widthWithQuiet = modules.widthModules + 2 * quiet;
  const heightWithQuiet = isLinear(symbology) ? 0 : modules.heightModules + 2 * quiet;

  let moduleDots = Math.max(MIN_MODULE_DOTS, pen.dots(element.moduleMm));
  const smallest = Math.max(MIN_MODULE_DOTS, pen.dots(element.minModuleMm));
  while (widthWithQuiet * moduleDots > box.w || heightWithQuiet * moduleDots > box.h) {
    moduleDots -= 1;
    if (moduleDots < smallest) {
      throw new AppError('ERR_LABEL_BARCODE_INVALID', { symbology, element: element.name ?? '', detail: 'too wide' });
    }
  }

  const w = modules.widthModules * moduleDots;
  const h = isLinear(symbology) ? box.h : modules.heightModules * moduleDots;
  const quietDots = quiet * moduleDots;
  const x = {
    left: box.x + quietDots,
    center: box.x + Math.floor((box.w - w) / 2),
    right: box.x + box.w - quietDots - w,
  }[element.align];
  const y = box.y + Math.floor((box.h - h) / 2);
  const rowHeight = isLinear(symbology) ? h : moduleDots;
  for (const run of modules.runs) {
    const [left, top] = [x + run.start * moduleDots, y + run.row * rowHeight];
    pen.commands.push({ kind: 'rect', x: left, y: top, w: run.length * moduleDots, h: rowHeight, color: 'black' });
  }
  pen.pieces.push({
    kind: 'barcode',
    symbology,
    text: modules.decodedText,
    x,
    y,
    w,
    h,
    moduleDots,
    ecLevel: element.ecLevel,
  });
  pen.barcodes.push({ symbology, text: modules.decodedText, x, y, w, h, moduleDots, quietDots });
}

/** A PDF417 may have any number of columns: the one whose shape comes nearest to its box gets the largest modules. */
function bestModules(element: BarcodeElement, content: string): BarcodeModules {
  const { symbology } = element;
  if (symbology !== 'pdf417' || element.columns !== undefined) return encodeBarcode(symbology, content, element);
  const quiet = 2 * BARCODE_FACTS.pdf417.quietModules;
  const room = (modules: BarcodeModules): number =>
    Math.min(element.w / (modules.widthModules + quiet), element.h / (modules.heightModules + quiet));
  const shapes = PDF417_COLUMNS.flatMap((columns) => tryEncode(element, content, columns));
  const [first, ...others] = shapes;
  // Too long for every shape: the library says why.
  if (!first) return encodeBarcode(symbology, content, element);
  return others.reduce((best, shape) => (room(shape) > room(best) ? shape : best), first);
}

const PDF417_COLUMNS = [2, 3, 4, 6, 8, 12];

/** Few columns need more rows than the 90 that there may be. */
function tryEncode(element: BarcodeElement, content: string, columns: number): readonly BarcodeModules[] {
  try {
    return [encodeBarcode(element.symbology, content, { ...element, columns })];
  } catch {
    return [];
  }
}
