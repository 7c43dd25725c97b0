import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { checkHttpTemplate } from '#main/usecases/shops/http-templates/check-http-template.ts';
import type { HttpTemplateServices } from '#main/usecases/shops/http-templates/http-template-services.ts';
import {
  findHttpTemplateRow,
  listHttpTemplates,
  readHttpTemplateDetail,
  readVersion,
} from '#main/usecases/shops/http-templates/http-template-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { HttpTemplateDetail } from '#shared/contract/http-templates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { z } from 'zod';

export interface HttpTemplateChange {
  /** Null for a new template. */
  readonly id: string | null;
  /** The version that was changed. */
  readonly version: number;
  readonly template: unknown;
  readonly note: string;
}

/**
 * Saves a template, each time as a new version; shops that use it stay with theirs.
 * @throws AppError ERR_CHANNEL_TEMPLATE_INVALID, ERR_TEMPLATE_UNKNOWN, ERR_TEMPLATE_CONFLICT when somebody else saved meanwhile
 */
export async function saveHttpTemplate(
  context: UseCaseContext,
  services: HttpTemplateServices,
  act: Act,
  change: HttpTemplateChange,
): Promise<z.infer<typeof HttpTemplateDetail>> {
  const template = checkHttpTemplate(services, change.template);
  // With it no order could be read any more.
  const problem = await services.mappingFault(template.mapping);
  if (problem !== null) throw new AppError('ERR_CHANNEL_TEMPLATE_INVALID', { field: 'mapping', problem });
  const id = change.id ?? context.ids.next();
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const version = nextVersion(tx, change);
    if (change.id === null)
      tx.prepare<(string | number)[]>(
        'INSERT INTO http_templates (id, name, version, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?)',
      ).run(id, template.name, version, atMs, atMs);
    else
      tx.prepare<(string | number)[]>(
        'UPDATE http_templates SET name = ?, version = ?, updated_at_ms = ? WHERE id = ?',
      ).run(template.name, version, atMs, id);
    tx.prepare<(string | number)[]>(
      'INSERT INTO http_template_versions (template_id, version, template_json, note, saved_by, saved_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(id, version, JSON.stringify(template), change.note, act.actor.name, atMs);
    recordAudit(tx, { atMs, act, what: 'http_template.save', target: id, data: { name: template.name, version } });
    tx.changed('shops');
  });
  return readHttpTemplateDetail(context.read, services, id);
}

function nextVersion(tx: WriteTx, change: HttpTemplateChange): number {
  if (change.id === null) return 1;
  const { version } = findHttpTemplateRow(tx, change.id);
  if (version !== change.version) throw new AppError('ERR_TEMPLATE_CONFLICT', { version });
  return version + 1;
}

/** @throws AppError ERR_TEMPLATE_UNKNOWN, ERR_TEMPLATE_CHOSEN while a shop uses it */
export function removeHttpTemplate(
  context: UseCaseContext,
  services: HttpTemplateServices,
  act: Act,
  id: string,
): void {
  context.db.transaction((tx) => {
    const { name } = findHttpTemplateRow(tx, id);
    const count = listHttpTemplates(tx, services).find((view) => view.id === id)?.usedBy.length ?? 0;
    if (count > 0) throw new AppError('ERR_TEMPLATE_CHOSEN', { count });
    const atMs = context.clock.nowMs();
    tx.prepare<[number, string]>('UPDATE http_templates SET removed_at_ms = ? WHERE id = ?').run(atMs, id);
    recordAudit(tx, { atMs, act, what: 'http_template.remove', target: id, data: { name } });
    tx.changed('shops');
  });
}

/**
 * Lets shops work with a version of a template; their addresses and keys stay.
 * @throws AppError ERR_TEMPLATE_UNKNOWN, ERR_CHANNEL_SHOP_UNKNOWN for a shop that is none of this channel,
 * ERR_CHANNEL_STOCK_UNSUPPORTED for one that is told of stock where this version has no request for it
 */
export function applyHttpTemplate(
  context: UseCaseContext,
  services: HttpTemplateServices,
  act: Act,
  input: { readonly id: string; readonly version: number; readonly shopIds: readonly string[] },
): number {
  return context.db.transaction((tx) => {
    const { name } = findHttpTemplateRow(tx, input.id);
    const template = readVersion(tx, input.id, input.version);
    const atMs = context.clock.nowMs();
    for (const shopId of new Set(input.shopIds)) {
      const changed = tx
        .prepare<(string | number)[]>(
          `UPDATE shops SET config_json = json_set(config_json, '$.templateId', ?, '$.templateVersion', ?, '$.template', json(?)), updated_at_ms = ?
           WHERE id = ? AND channel_id = ?`,
        )
        .run(input.id, input.version, JSON.stringify(template), atMs, shopId, services.channelId);
      if (changed.changes === 0) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
      if (template.stock === null) refuseStock(tx, shopId);
      recordAudit(tx, {
        atMs,
        act,
        what: 'http_template.apply',
        target: shopId,
        data: { name, version: input.version },
      });
    }
    tx.changed('shops');
    return new Set(input.shopIds).size;
  });
}

/** What is told now must not stop unseen: it is switched off at the shop first. */
function refuseStock(tx: WriteTx, shopId: string): void {
  const shop = tx.pluck<[string], string>('SELECT name FROM shops WHERE id = ? AND pushes_stock = 1').get(shopId);
  if (shop !== undefined) throw new AppError('ERR_CHANNEL_STOCK_UNSUPPORTED', { shop });
}
