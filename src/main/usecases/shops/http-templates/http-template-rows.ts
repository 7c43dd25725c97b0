import type { ReadDb } from '#main/db/handles.ts';
import type { HttpTemplateServices } from '#main/usecases/shops/http-templates/http-template-services.ts';
import type { HttpTemplateDetail, HttpTemplateView } from '#shared/contract/http-templates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { HttpTemplate } from '#shared/model/http-template/http-template.ts';
import { ShopId } from '#shared/model/ids.ts';
import type { z } from 'zod';

type View = z.infer<typeof HttpTemplateView>;

export interface HttpTemplateRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly updated_at_ms: number;
}

interface UseRow {
  readonly id: string;
  readonly name: string;
  readonly template_id: string | null;
  readonly template_version: number | null;
}

export function listHttpTemplates(db: ReadDb, services: Pick<HttpTemplateServices, 'channelId'>): View[] {
  const uses = readUses(db, services.channelId);
  return db
    .prepare<[], HttpTemplateRow>(
      'SELECT id, name, version, updated_at_ms FROM http_templates WHERE removed_at_ms IS NULL ORDER BY name, id',
    )
    .all()
    .map((row) => toView(row, uses));
}

/** @throws AppError ERR_TEMPLATE_UNKNOWN */
export function readHttpTemplateDetail(
  db: ReadDb,
  services: Pick<HttpTemplateServices, 'channelId'>,
  id: string,
  version?: number,
): z.infer<typeof HttpTemplateDetail> {
  const row = findHttpTemplateRow(db, id);
  const shownVersion = version ?? row.version;
  const versions = db
    .prepare<[string], { version: number; saved_at_ms: number; saved_by: string; note: string }>(
      'SELECT version, saved_at_ms, saved_by, note FROM http_template_versions WHERE template_id = ? ORDER BY version DESC',
    )
    .all(id);
  return {
    ...toView(row, readUses(db, services.channelId)),
    template: readVersion(db, id, shownVersion),
    shownVersion,
    versions: versions.map((each) => ({
      version: each.version,
      savedAtMs: each.saved_at_ms,
      savedBy: each.saved_by,
      note: each.note,
    })),
  };
}

/** @throws AppError ERR_TEMPLATE_UNKNOWN */
export function findHttpTemplateRow(db: ReadDb, id: string): HttpTemplateRow {
  const row = db
    .prepare<[string], HttpTemplateRow>(
      'SELECT id, name, version, updated_at_ms FROM http_templates WHERE id = ? AND removed_at_ms IS NULL',
    )
    .get(id);
  if (!row) throw new AppError('ERR_TEMPLATE_UNKNOWN', { template: id });
  return row;
}

/** @throws AppError ERR_TEMPLATE_UNKNOWN */
export function readVersion(db: ReadDb, id: string, version: number): HttpTemplate {
  const text = db
    .pluck<[string, number], string>(
      'SELECT template_json FROM http_template_versions WHERE template_id = ? AND version = ?',
    )
    .get(id, version);
  if (text === undefined) throw new AppError('ERR_TEMPLATE_UNKNOWN', { template: `${id}@${version}` });
  return HttpTemplate.parse(JSON.parse(text));
}

function readUses(db: ReadDb, channelId: string): readonly UseRow[] {
  return db
    .prepare<[string], UseRow>(
      `SELECT id, name, config_json ->> '$.templateId' AS template_id, config_json ->> '$.templateVersion' AS template_version
       FROM shops WHERE channel_id = ? ORDER BY created_at_ms`,
    )
    .all(channelId);
}

function toView(row: HttpTemplateRow, uses: readonly UseRow[]): View {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    savedAtMs: row.updated_at_ms,
    usedBy: uses
      .filter((use) => use.template_id === row.id)
      .map((use) => ({ shopId: ShopId.parse(use.id), name: use.name, version: use.template_version ?? 0 })),
  };
}
