import type { ReadDb } from '#main/db/handles.ts';
import { readVersionLayout } from '#main/usecases/templates/template-rows.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';

/** Versions never change, so a layout that was read stays right. */
const KEEP = 50;

/** Finds what a print job names: `<uuid>@<version>` in the database, anything else among the product's own. */
export function createFindLayout(db: ReadDb): (templateId: string) => string | LabelLayout {
  const kept = new Map<string, LabelLayout>();
  return (templateId) => {
    const at = templateId.lastIndexOf('@');
    if (at < 0) return templateId;
    const layout =
      kept.get(templateId) ?? readVersionLayout(db, templateId.slice(0, at), Number(templateId.slice(at + 1)));
    kept.set(templateId, layout);
    const [oldest] = kept.keys();
    if (kept.size > KEEP && oldest !== undefined) kept.delete(oldest);
    return layout;
  };
}
