import { countryName, needed } from '#main/documents/customs/facts/format-facts.ts';
import { addressLines } from '#main/documents/customs/facts/party-facts.ts';
import { drawCn22Form } from '#main/documents/customs/papers/cn22-form.ts';
import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import { CAPTION_MM, createSheet } from '#main/documents/customs/sheet.ts';

const PAPER = 'label_cn22';

/** Address label of a small packet with the CN 22 in its lower half (customs.md section 6). */
export const labelCn22: PaperDefinition = {
  kind: PAPER,
  version: 2,
  draw(declaration, options) {
    const { sender, recipient, trackingNumber } = declaration;
    const [width, height] = options.labelStock === '100x150' ? [100, 150] : [101.6, 152.4];
    const sheet = createSheet(width, height);
    const [x, w] = [2, width - 4];
    sheet.frame([x, 2, w, 76], 0.4);
    sheet.text('operatorName', [x + 1.5, 2.4, w - 40, 6], options.operatorName || 'Small Packet / Petit paquet', {
      size: 3.6,
      weight: 700,
    });
    const destination = needed(PAPER, 'recipient.country', recipient.country);
    sheet.text('recipient.country', [x + w - 37, 2.4, 35.5, 6], `${destination} ${countryName(destination)}`, {
      size: 3.6,
      weight: 700,
      align: 'right',
    });
    sheet.rule(x, 8.6, w, 0, 0.4);

    sheet.text('head', [x + 1.5, 9, 20, 3], 'FROM / DE', { size: CAPTION_MM, weight: 700 });
    sheet.text(
      'sender',
      [x + 1.5, 12, w - 3, 10.6],
      addressLines(PAPER, 'sender', sender)
        .concat(sender.phone)
        .filter((part) => part !== '')
        .join(', '),
      {
        size: 2.4,
        lines: 4,
        valign: 'top',
      },
    );
    sheet.rule(x, 23, w);
    sheet.text('head', [x + 1.5, 23.4, 20, 3], 'TO / À', { size: CAPTION_MM, weight: 700 });
    const [only] = declaration.packages;
    if (declaration.parcelCount > 1 && only)
      sheet.text('packages', [x + w - 31, 23.4, 29.5, 3], `Parcel ${only.number} of ${declaration.parcelCount}`, {
        size: 2.2,
        weight: 700,
        align: 'right',
      });
    const localLines = [recipient.localName, recipient.localAddress].filter((part) => part !== '');
    const to = [...addressLines(PAPER, 'recipient', recipient), recipient.phone && `Tel. ${recipient.phone}`].filter(
      (part) => part !== '',
    );
    const localH = localLines.length === 0 ? 0 : 8.4;
    sheet.text('recipient', [x + 1.5, 26.4, w - 3, 27 - localH], to.join('\n'), {
      size: 3.5,
      weight: 700,
      lines: 9,
      valign: 'top',
    });
    if (localH > 0)
      sheet.text('recipient.localName', [x + 1.5, 53.6 - localH, w - 3, localH - 0.4], localLines.join('\n'), {
        size: 2.8,
        lines: 3,
      });
    sheet.rule(x, 54, w, 0, 0.4);
    const item = needed(PAPER, 'trackingNumber', trackingNumber);
    sheet.code('trackingNumber', [x + 2, 56, w - 4, 15.6], item);
    sheet.text('trackingNumber', [x + 2, 72, w - 4, 5], item, { size: 4, weight: 700, align: 'center' });
    drawCn22Form(sheet, PAPER, [x, 79.5, w, height - 81.5], declaration, options);
    return [sheet];
  },
};
