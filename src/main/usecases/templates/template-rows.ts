import type { ReadDb } from '#main/db/handles.ts';
import type { TemplateServices } from '#main/usecases/templates/template-services.ts';
import type { TemplateDetail, TemplateView } from '#shared/contract/templates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { LabelLayout } from '#shared/model/label-layout.ts';
import type { z } from 'zod';

export interface TemplateRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly version: number;
  readonly updated_at_ms: number;
  readonly layout_json: string;
}

type BuiltIns = Pick<TemplateServices, 'builtIns'>;

const SELECT = `SELECT t.id, t.kind, t.name, t.version, t.updated_at_ms, v.layout_json
  FROM label_templates t JOIN label_template_versions v ON v.template_id = t.id`;

/** Those that came with the product first, then the shop's own by name. */
export function listTemplates(db: ReadDb, { builtIns }: BuiltIns): TemplateView[] {
  const rows = db
    .prepare<[], TemplateRow>(`${SELECT} AND v.version = t.version WHERE t.removed_at_ms IS NULL ORDER BY t.name, t.id`)
    .all();
  return [...builtIns.map(builtInView), ...rows.map((row) => rowView(row, parseLayout(row)))];
}

/** @param version of the shop's own; the newest without it. @throws AppError ERR_TEMPLATE_UNKNOWN */
export function readTemplate(
  db: ReadDb,
  { builtIns }: BuiltIns,
  ref: string,
  version?: number,
): z.infer<typeof TemplateDetail> {
  const builtIn = builtIns.find(({ id }) => id === ref);
  if (builtIn) return { ...builtInView(builtIn), layout: builtIn, versions: [] };
  const row = findTemplateRow(db, ref, version);
  const layout = parseLayout(row);
  return { ...rowView(row, layout), layout, versions: listVersions(db, ref) };
}

/** @throws AppError ERR_TEMPLATE_UNKNOWN also for removed ones */
export function findTemplateRow(db: ReadDb, id: string, version?: number): TemplateRow {
  const row = db
    .prepare<[number | null, string], TemplateRow>(
      `${SELECT} AND v.version = coalesce(?, t.version) WHERE t.id = ? AND t.removed_at_ms IS NULL`,
    )
    .get(version ?? null, id);
  if (!row) throw new AppError('ERR_TEMPLATE_UNKNOWN', { template: id });
  return row;
}

/** The layout of exactly one version, also of a removed template: earlier prints can be repeated. @throws AppError ERR_TEMPLATE_UNKNOWN */
export function readVersionLayout(db: ReadDb, id: string, version: number): LabelLayout {
  const row = db
    .prepare<[string, number], { layout_json: string }>(
      'SELECT layout_json FROM label_template_versions WHERE template_id = ? AND version = ?',
    )
    .get(id, version);
  if (!row) throw new AppError('ERR_TEMPLATE_UNKNOWN', { template: `${id}@${version}` });
  return parseLayout(row);
}

function listVersions(db: ReadDb, id: string): z.infer<typeof TemplateDetail>['versions'] {
  return db
    .prepare<[string], { version: number; note: string; operator_id: string; created_at_ms: number }>(
      'SELECT version, note, operator_id, created_at_ms FROM label_template_versions WHERE template_id = ? ORDER BY version DESC LIMIT 200',
    )
    .all(id)
    .map((row) => ({
      version: row.version,
      note: row.note,
      operatorName: row.operator_id,
      createdAtMs: row.created_at_ms,
    }));
}

/** Checked again: the row may be of an older version of the product. */
function parseLayout(row: { readonly layout_json: string }): LabelLayout {
  const layout = LabelLayout.safeParse(JSON.parse(row.layout_json));
  if (layout.success) return layout.data;
  const [issue] = layout.error.issues;
  throw new AppError('ERR_TEMPLATE_INVALID', { path: issue?.path.join('.') ?? '', detail: issue?.code ?? '' });
}

function builtInView(layout: LabelLayout): TemplateView {
  const { id, kind, title, widthMm, heightMm } = layout;
  return { ref: id, kind, name: title, widthMm, heightMm, isBuiltIn: true, version: 0, updatedAtMs: null };
}

function rowView(row: TemplateRow, layout: LabelLayout): TemplateView {
  return {
    ref: row.id,
    kind: layout.kind,
    name: { en: row.name, 'zh-CN': row.name },
    widthMm: layout.widthMm,
    heightMm: layout.heightMm,
    isBuiltIn: false,
    version: row.version,
    updatedAtMs: row.updated_at_ms,
  };
}
