import { PDFDocument, PDFName } from 'pdf-lib';
import type { PDFContext, PDFPage, PDFRef } from 'pdf-lib';
import { makeArchival } from '#main/documents/pdf/archival-metadata.ts';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import type { LabelFonts } from '#main/documents/labels/label-fonts.ts';
import type { DrawList, FontWeight, ImageCommand, TextCommand } from '#main/documents/layout/draw-list.ts';
import { resolveLayout } from '#main/documents/layout/resolve-layout.ts';
import { embedFont } from '#main/documents/pdf/embedded-font.ts';
import type { EmbeddedFont } from '#main/documents/pdf/embedded-font.ts';
import { flateStream } from '#main/documents/pdf/flate-stream.ts';
import type { PdfPage } from '#main/documents/pdf/pdf-page.ts';
import { shapeOperators } from '#main/documents/pdf/pdf-shape.ts';
import { number, textOperators } from '#main/documents/pdf/text-operators.ts';
import type { PageScale } from '#main/documents/pdf/text-operators.ts';
import { openTypeface } from '#main/documents/pdf/typeface.ts';

export interface PdfOrder {
  /** One page each; pages of different layouts may follow each other. */
  readonly pages: readonly PdfPage[];
  readonly title: string;
  /** Stands in the document, so that equal input gives equal bytes. */
  readonly createdAtMs: number;
  /** Kept for years: written as PDF/A-1b. */
  readonly isArchival?: boolean;
}

/** Barcode modules are whole dots of this grid, whatever printer the document ends up on. */
const DOTS_PER_MM = 600 / 25.4;
const POINTS_PER_DOT = 72 / 600;
const PRODUCER = 'Packbench';

/**
 * The same layout as a PDF with embedded subsets of its fonts.
 * @throws AppError of `resolveLayout`.
 */
export async function renderPdf(order: PdfOrder): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const created = new Date(order.createdAtMs);
  document.setTitle(order.title);
  document.setProducer(PRODUCER);
  document.setCreationDate(created);
  document.setModificationDate(created);
  const fonts = createFontShelf(document.context);
  const contents: string[] = [];
  for (const { layout, data, shapes = [], language } of order.pages) {
    const typesetter = labelFonts(language);
    const list = resolveLayout(layout, data, DOTS_PER_MM, typesetter);
    const page = document.addPage([list.widthDots * POINTS_PER_DOT, list.heightDots * POINTS_PER_DOT]);
    const beneath = shapes.map((shape) => shapeOperators(shape, list.heightDots * POINTS_PER_DOT));
    const operators = [...beneath, pageOperators(document.context, page, list, { fonts, typesetter })].join('\n');
    const content = document.context.register(flateStream(document.context, operators));
    page.node.set(PDFName.of('Contents'), content);
    contents.push(operators);
  }
  fonts.finish();
  if (order.isArchival !== true) return document.save();
  const { title, createdAtMs } = order;
  const fingerprint = [title, createdAtMs, ...contents].join('\n');
  makeArchival(document, { title, producer: PRODUCER, createdAtMs, fingerprint });
  return document.save({ useObjectStreams: false });
}

interface PageFonts {
  readonly fonts: FontShelf;
  readonly typesetter: LabelFonts;
}

function pageOperators(context: PDFContext, page: PDFPage, list: DrawList, fonts: PageFonts): string {
  const scale: PageScale = { pointsPerDot: POINTS_PER_DOT, heightPoints: list.heightDots * POINTS_PER_DOT };
  const images = new Map<ImageCommand, string>();
  const operators = list.commands.map((command) => {
    if (command.kind === 'text') return lineOperators(page, command, fonts, scale);
    const box = [command.x, command.y + command.h, command.w, command.h];
    const [x = 0, bottom = 0, w = 0, h = 0] = box.map((dots) => dots * POINTS_PER_DOT);
    const y = scale.heightPoints - bottom;
    if (command.kind === 'rect') {
      const grey = command.color === 'white' ? 1 : 0;
      return `${grey} g ${[x, y, w, h].map(number).join(' ')} re f`;
    }
    const name = `I${images.size + 1}`;
    images.set(command, name);
    page.node.setXObject(PDFName.of(name), imageObject(context, command));
    return `q ${[w, 0, 0, h, x, y].map(number).join(' ')} cm /${name} Do Q`;
  });
  return operators.join('\n');
}

function lineOperators(
  page: PDFPage,
  command: TextCommand,
  { fonts, typesetter }: PageFonts,
  scale: PageScale,
): string {
  const runs = typesetter.runsOf(command.text, command.sizeDots, command.weight, command.direction);
  let offsetDots = 0;
  const operators = runs.map((run) => {
    const { font, name } = fonts.fontOf(run.family, command.weight);
    page.node.setFontDictionary(PDFName.of(name), font.ref);
    const text = textOperators(command, { run, font, fontName: name, offsetDots }, scale);
    offsetDots += run.widthDots;
    return text;
  });
  return operators.join('\n');
}

/** Greys stay greys: paper from an office printer can show them. */
function imageObject(context: PDFContext, { image }: ImageCommand): PDFRef {
  return context.register(
    flateStream(context, image.grey, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: image.width,
      Height: image.height,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
    }),
  );
}

interface FontShelf {
  fontOf(family: number, weight: FontWeight): { readonly font: EmbeddedFont; readonly name: string };
  finish(): void;
}

function createFontShelf(context: PDFContext): FontShelf {
  const fonts = new Map<string, { font: EmbeddedFont; name: string }>();
  return {
    fontOf(family, weight) {
      const file = labelFonts().fileOf(family, weight);
      const known = fonts.get(file);
      if (known) return known;
      const number = fonts.size + 1;
      const font = embedFont(
        context,
        openTypeface(file),
        `PACK${String.fromCharCode(65 + (number >> 4), 64 + (number & 15))}`,
      );
      const added = { font, name: `F${number}` };
      fonts.set(file, added);
      return added;
    },
    finish() {
      for (const { font } of fonts.values()) font.finish();
    },
  };
}
