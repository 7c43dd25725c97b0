import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readTemplate } from '#main/usecases/templates/template-rows.ts';
import type { TemplateServices } from '#main/usecases/templates/template-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { TemplateChoice } from '#shared/contract/templates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ShopId } from '#shared/model/ids.ts';
import { TemplateKind } from '#shared/model/label-layout.ts';
import type { z } from 'zod';

type Choice = z.infer<typeof TemplateChoice>;

/** Stands for "every shop" in the table. */
const EVERY_SHOP = '';

export function listChoices(db: ReadDb): Choice[] {
  return db
    .prepare<[], { kind: string; shop_id: string; template_ref: string }>(
      'SELECT kind, shop_id, template_ref FROM label_template_choices ORDER BY kind, shop_id',
    )
    .all()
    .map((row) => ({
      kind: TemplateKind.parse(row.kind),
      shopId: row.shop_id === EVERY_SHOP ? null : ShopId.parse(row.shop_id),
      ref: row.template_ref,
    }));
}

/** Sets or, with `ref` null, takes back a choice. @throws AppError ERR_TEMPLATE_UNKNOWN, ERR_TEMPLATE_KIND, ERR_CHANNEL_SHOP_UNKNOWN */
export function chooseTemplate(
  context: UseCaseContext,
  services: TemplateServices,
  act: Act,
  choice: { readonly kind: TemplateKind; readonly shopId: string | null; readonly ref: string | null },
): void {
  const { kind, shopId, ref } = choice;
  context.db.transaction((tx) => {
    if (ref !== null) {
      const template = readTemplate(tx, services, ref);
      if (template.kind !== kind) throw new AppError('ERR_TEMPLATE_KIND', { kind: template.kind, expected: kind });
    }
    if (shopId !== null && !tx.prepare<[string], { id: string }>('SELECT id FROM shops WHERE id = ?').get(shopId))
      throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
    const atMs = context.clock.nowMs();
    tx.prepare<[string, string]>('DELETE FROM label_template_choices WHERE kind = ? AND shop_id = ?').run(
      kind,
      shopId ?? EVERY_SHOP,
    );
    if (ref !== null)
      tx.prepare<(string | number)[]>(
        'INSERT INTO label_template_choices (kind, shop_id, template_ref, updated_at_ms, operator_id) VALUES (?, ?, ?, ?, ?)',
      ).run(kind, shopId ?? EVERY_SHOP, ref, atMs, act.actor.name);
    recordAudit(tx, { atMs, act, what: 'template.choose', target: kind, data: { shopId, ref } });
    tx.changed('templates');
  });
}

/**
 * What a document of a shop is printed with: the shop's own choice, else the choice for every shop, else `fallback`.
 * @returns an id that stands in print jobs: of the product's own, or `<uuid>@<version>`, so that a reprint looks alike
 */
export function templateFor(db: ReadDb, kind: TemplateKind, shopId: string, fallback: string): string {
  const row = db
    .prepare<[string, string, string], { template_ref: string; version: number | null }>(
      `SELECT c.template_ref, t.version FROM label_template_choices c LEFT JOIN label_templates t ON t.id = c.template_ref
       WHERE c.kind = ? AND c.shop_id IN (?, ?) ORDER BY c.shop_id DESC LIMIT 1`,
    )
    .get(kind, shopId, EVERY_SHOP);
  if (!row) return fallback;
  return row.version === null ? row.template_ref : `${row.template_ref}@${row.version}`;
}
