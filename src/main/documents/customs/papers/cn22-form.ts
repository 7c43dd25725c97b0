import { drawCategoryBoxes } from '#main/documents/customs/category-boxes.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import { countryWithCode, money, needed } from '#main/documents/customs/facts/format-facts.ts';
import { shortDescription } from '#main/documents/customs/facts/describe-line.ts';
import { heightOf } from '#main/documents/customs/a4-parts.ts';
import { hsCodeOf, overlayOf } from '#main/documents/customs/overlays.ts';
import type { PaperOptions } from '#shared/model/customs-paper-options.ts';
import { CAPTION_MM, LEAST_TYPE_MM } from '#main/documents/customs/sheet.ts';
import type { Box, Sheet } from '#main/documents/customs/sheet.ts';
import { totalsOf } from '#main/documents/customs/totals.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** More kinds of articles than this want a CN 23 (customs.md section 2). */
export const CN22_MOST_LINES = 4;

const CERTIFICATION =
  'I, the undersigned, whose name and address are given on the item, certify that the particulars given in this declaration are correct and that this item does not contain any dangerous article or articles prohibited by legislation or by postal or customs regulations.';

/** All kinds of goods in one size: the largest in which they fit. */
const DESCRIPTION_SIZES = [2.3, 2.2, 2.1, 2, 1.9, LEAST_TYPE_MM];

const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

/**
 * The form itself, in a frame of at least 70 x 68 mm: by itself, or as a part of an address label.
 * @throws AppError ERR_CUSTOMS_PAPER_LINES, ERR_CUSTOMS_PAPER_FIELD, ERR_CUSTOMS_PAPER_CATEGORY
 */
export function drawCn22Form(
  sheet: Sheet,
  paper: string,
  [x, y, w, h]: Box,
  declaration: CustomsDeclaration,
  options: PaperOptions,
): void {
  const { lines, currency, signature, shipDate } = declaration;
  if (lines.length === 0) needed(paper, 'lines', '');
  if (lines.length > CN22_MOST_LINES)
    throw new AppError('ERR_CUSTOMS_PAPER_LINES', { paper, most: CN22_MOST_LINES, lines: lines.length });
  const isWide = w > 85;
  const overlay = overlayOf(declaration);
  const totals = totalsOf(declaration);
  const numbered = (caption: string, number: number): string =>
    options.cn22Numbers ? `${caption} (${number})` : caption;
  const caption = { size: CAPTION_MM, lines: 3 } as const;

  sheet.frame([x, y, w, h], 0.35);
  const headH = isWide ? 7.5 : 11;
  sheet.text('title', [x + 1, y + 0.4, w - 20, 4], 'CUSTOMS DECLARATION', { size: 3, weight: 700 });
  sheet.text('title', [x + 1, y + 3.9, w - 20, 3.2], 'DÉCLARATION EN DOUANE', { size: 2.3, weight: 700 });
  sheet.text('title', [x + w - 19, y + 0.4, 18, 4.2], 'CN 22', { size: 3.6, weight: 700, align: 'right' });
  const opened = "May be opened officially / Peut être ouvert d'office";
  if (isWide) sheet.text('title', [x + 45, y + 4.2, w - 46, 2.8], opened, { size: CAPTION_MM, align: 'right' });
  else sheet.text('title', [x + 1, y + 7.4, w - 2, 3], opened, { size: 2 });
  let top = y + headH;
  sheet.rule(x, top, w);

  // On an address label the operator stands at its head already.
  const operatorH = options.operatorName === '' || isWide ? 0 : 4;
  if (operatorH > 0) {
    sheet.text(
      'operatorName',
      [x + 1, top, w - 2, operatorH],
      `Designated operator / Opérateur désigné: ${options.operatorName}`,
      {
        size: CAPTION_MM,
      },
    );
    top += operatorH;
    sheet.rule(x, top, w);
  }

  const categoryH = isWide ? 8.8 : 16;
  drawCategoryBoxes(sheet, paper, [x + 1, top + 0.3, w - 1.5, categoryH - 0.6], isWide ? 3 : 2, declaration);
  top += categoryH;
  if (declaration.category === 'other') {
    sheet.text('categoryNote', [x + 1, top, w - 2, 3], needed(paper, 'categoryNote', declaration.categoryNote), {
      size: 2.1,
    });
    top += 3;
  }
  sheet.rule(x, top, w);

  // Foot first: what is left between is for the lines.
  const boxes = overlay.boxes(declaration);
  const boxesH = boxes.length === 0 ? 0 : isWide ? 3.4 : 6;
  const signH = isWide ? 12.4 : 20.4;
  const totalH = 6.2;
  const footTop = y + h - signH;
  const totalTop = footTop - totalH - boxesH;

  const [kgW, valueW] = [isWide ? 14 : 11.5, isWide ? 19 : 16.5];
  const [valueX, kgX] = [x + w - valueW, x + w - valueW - kgW];
  const headLineH = isWide ? 5 : 7;
  sheet.text(
    'head',
    [x + 0.8, top, kgX - x - 1, headLineH],
    numbered('Quantity and detailed description of contents / Quantité et description détaillée du contenu', 1),
    caption,
  );
  sheet.text('head', [kgX + 0.4, top, kgW - 0.8, headLineH], numbered('Weight (kg) / Poids', 2), caption);
  sheet.text('head', [valueX + 0.4, top, valueW - 0.8, headLineH], numbered('Value and currency / Valeur', 3), caption);
  sheet.rule(x, top + headLineH, w);
  sheet.rule(kgX, top, 0, totalTop - top);
  sheet.rule(valueX, top, 0, totalTop + totalH - top);
  // Long descriptions take more of the room than short ones.
  const textX = kgX - x - 1.4;
  const contents = lines.map((line, index) => {
    const hs = hsCodeOf(line, overlay);
    const commercial = [
      hs && `${numbered('HS', 4)} ${hs}`,
      line.origin && `${numbered('Origin', 5)} ${countryWithCode(line.origin)}`,
      ...overlay.lineTexts(line),
    ];
    return `${line.quantity} x ${shortDescription(paper, line, index)}\n${commercial.filter((part) => part !== '').join('; ')}`;
  });
  const room = totalTop - top - headLineH;
  const needAt = (size: number): number[] => contents.map((content) => heightOf(content, textX, size) + 0.8);
  const size = DESCRIPTION_SIZES.find((each) => sumOf(needAt(each)) <= room) ?? LEAST_TYPE_MM;
  const needs = needAt(size);
  const share = room / sumOf(needs);
  let lineTop = top + headLineH;
  for (const [index, line] of lines.entries()) {
    const lineH = (needs[index] ?? 0) * share;
    sheet.text(`lines.${index}.descriptionEn`, [x + 0.8, lineTop + 0.2, textX, lineH - 0.3], contents[index] ?? '', {
      size,
      lines: 8,
      valign: 'top',
    });
    const path = `lines.${index}`;
    sheet.text(`${path}.netWeightG`, [kgX + 0.4, lineTop + 0.2, kgW - 1.4, 3.2], decimalKilograms(line.netWeightG), {
      size: 2.3,
      align: 'right',
    });
    sheet.text(
      `${path}.valueMinor`,
      [valueX + 0.4, lineTop + 0.2, valueW - 1.6, 3.2],
      money(line.valueMinor, currency),
      {
        size: 2.3,
        align: 'right',
      },
    );
    if (index > 0) sheet.rule(x, lineTop, w, 0, 0.1);
    lineTop += lineH;
  }

  sheet.rule(x, totalTop, w);
  const half = totalH / 2;
  sheet.text(
    'head',
    [x + 0.8, totalTop, kgX - kgW - x - 1, totalH],
    `For commercial items only / Envois commerciaux: ${numbered('HS', 4)}, ${numbered('origin', 5)} with each line`,
    caption,
  );
  sheet.rule(kgX - kgW, totalTop, 0, totalH);
  sheet.text('head', [kgX - kgW + 0.4, totalTop, 2 * kgW - 0.8, half], numbered('Total weight (kg)', 6), caption);
  sheet.text(
    'grossWeightG',
    [kgX - kgW + 0.4, totalTop + half, 2 * kgW - 1.4, half],
    decimalKilograms(declaration.grossWeightG),
    {
      size: 2.4,
      weight: 700,
      align: 'right',
    },
  );
  sheet.text('head', [valueX + 0.4, totalTop, valueW - 0.8, half], numbered('Total value', 7), caption);
  sheet.text('totalValue', [valueX + 0.4, totalTop + half, valueW - 1.6, half], money(totals.valueMinor, currency), {
    size: 2.4,
    weight: 700,
    align: 'right',
  });

  if (boxesH > 0) {
    sheet.rule(x, totalTop + totalH, w);
    const shown = boxes.map(({ caption: name, value }) => `${name}: ${value}`).join('   ');
    sheet.text(boxes.map(({ field }) => field).join(' '), [x + 0.8, totalTop + totalH, w - 1.6, boxesH], shown, {
      size: 2.3,
      weight: 700,
      lines: 3,
    });
  }

  sheet.rule(x, footTop, w);
  const textW = isWide ? w * 0.53 : w;
  sheet.text('certification', [x + 0.8, footTop + 0.3, textW - 1.6, isWide ? signH - 0.6 : 11.4], CERTIFICATION, {
    size: 1.9,
    lines: 9,
    valign: 'top',
  });
  const sign: Box = isWide ? [x + textW, footTop, w - textW, signH] : [x, footTop + 12, w, signH - 12];
  if (isWide) sheet.rule(sign[0], sign[1], 0, sign[3]);
  else sheet.rule(sign[0], sign[1], sign[2]);
  sheet.text(
    'head',
    [sign[0] + 0.8, sign[1] + 0.2, sign[2] - 1.6, 2.6],
    numbered("Date and sender's signature / Date et signature", 8),
    { size: CAPTION_MM },
  );
  sheet.text('shipDate', [sign[0] + 0.8, sign[1] + sign[3] - 4, 18, 3.4], shipDate, { size: 2.5 });
  const pen: Box = [sign[0] + 19, sign[1] + 3, sign[2] - 20, sign[3] - 3.4];
  if (signature.signaturePng === '')
    sheet.text('signature.name', pen, needed(paper, 'signature.name', signature.name), {
      size: 2.8,
      align: 'center',
      lines: 2,
    });
  else sheet.image('signature.signaturePng', pen, signature.signaturePng);
}
