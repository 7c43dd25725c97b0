import { createSheet } from '#main/documents/customs/sheet.ts';
import { drawCn22Form } from '#main/documents/customs/papers/cn22-form.ts';
import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';

/** CN 22 by itself, 74 x 105 mm, to stick on a small packet. */
export const cn22: PaperDefinition = {
  kind: 'cn22',
  version: 2,
  draw(declaration, options) {
    const sheet = createSheet(74, 105);
    drawCn22Form(sheet, 'cn22', [2, 2, 70, 101], declaration, options);
    return [sheet];
  },
};
