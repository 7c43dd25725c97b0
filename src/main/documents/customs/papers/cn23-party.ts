import { countryName, needed } from '#main/documents/customs/facts/format-facts.ts';
import { CAPTION_MM } from '#main/documents/customs/sheet.ts';
import type { Box, Sheet } from '#main/documents/customs/sheet.ts';
import type { CustomsParty } from '#shared/model/customs.ts';

const PAPER = 'cn23';

/** Name and address of one side of a CN 23, and beside it what customs know it by. @throws AppError ERR_CUSTOMS_PAPER_FIELD */
export function drawCn23Party(
  sheet: Sheet,
  [x, y, w, h]: Box,
  title: string,
  path: string,
  party: CustomsParty,
  [noteTitle, note]: readonly [string, string],
): void {
  const noteW = note === '' ? 0 : 42;
  const fields: readonly (readonly [caption: string, field: string, value: string])[] = [
    ['Name / Nom', 'name', party.name || needed(PAPER, `${path}.name`, party.company)],
    ['Business / Firme', 'company', party.company],
    ['Street / Rue', 'street', needed(PAPER, `${path}.street`, party.street)],
    [
      'Postcode, city / Ville',
      'city',
      [party.postcode, party.city, party.province].filter((part) => part !== '').join(' '),
    ],
    ['Country / Pays', 'country', countryName(needed(PAPER, `${path}.country`, party.country)).toUpperCase()],
    ['Telephone / Téléphone', 'phone', party.phone],
  ];
  const shown = fields.filter(([, , value]) => value !== '');
  sheet.text('head', [x + 1, y + 0.3, 18, 3], title, { size: 2.4, weight: 700 });
  const rowH = (h - 3.4) / Math.max(5, shown.length);
  for (const [index, [name, field, value]] of shown.entries()) {
    const top = y + 3.2 + index * rowH;
    sheet.text('head', [x + 1, top, 25, rowH], name, { size: CAPTION_MM });
    sheet.text(`${path}.${field}`, [x + 26, top, w - 27.5 - noteW, rowH], value, { size: 2.5, lines: 2 });
  }
  if (noteW > 0) {
    sheet.rule(x + w - noteW, y, 0, h);
    sheet.text('head', [x + w - noteW + 1, y + 0.3, noteW - 2, 5], noteTitle, {
      size: CAPTION_MM,
      lines: 2,
      valign: 'top',
    });
    sheet.text(`${path}.numbers`, [x + w - noteW + 1, y + 5.4, noteW - 2, h - 6], note, {
      size: 2.3,
      lines: 8,
      valign: 'top',
    });
  }
}
