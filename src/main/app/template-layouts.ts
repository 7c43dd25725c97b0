import { keepNewest } from '#core/kernel/keep-newest.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readVersionLayout } from '#main/usecases/templates/template-rows.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';

/** Versions never change, so a layout that was read stays right. */
const KEEP = 50;

/** Finds what a print job names: `<uuid>@<version>` in the database, anything else among the product's own. */
export function createFindLayout(db: ReadDb): (templateId: string) => string | LabelLayout {
  const layouts = keepNewest<LabelLayout>(KEEP);
  return (templateId) => {
    const at = templateId.lastIndexOf('@');
    if (at < 0) return templateId;
    return layouts.get(templateId, () =>
      readVersionLayout(db, templateId.slice(0, at), Number(templateId.slice(at + 1))),
    );
  };
}
