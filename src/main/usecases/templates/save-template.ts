import type { WriteTx } from '#main/db/handles.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { findTemplateRow, readTemplate, readVersionLayout } from '#main/usecases/templates/template-rows.ts';
import type { TemplateServices } from '#main/usecases/templates/template-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { TemplateDetail } from '#shared/contract/templates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';
import { SAMPLE_DATA } from '#shared/model/template-fields.ts';
import type { z } from 'zod';

type Detail = z.infer<typeof TemplateDetail>;

/** Coarsest resolution in use: what can be read back here can be read back everywhere. */
const TRIAL_DOTS_PER_MM = 8;

/**
 * Takes a layout in as a template of the shop's own. It is drawn once with its test data: what is stored can be printed.
 * @throws AppError ERR_LABEL_* with what is wrong
 */
export async function createTemplate(
  context: UseCaseContext,
  services: TemplateServices,
  act: Act,
  input: {
    readonly layout: LabelLayout;
    readonly name: string;
    readonly basedOn: string | null;
    readonly note: string;
  },
): Promise<Detail> {
  const id = context.ids.next();
  const layout = named(input.layout, id, input.name);
  await services.draw(layout, SAMPLE_DATA[layout.kind], TRIAL_DOTS_PER_MM);
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number | null)[]>(
      'INSERT INTO label_templates (id, kind, name, version, based_on, created_at_ms, updated_at_ms) VALUES (?, ?, ?, 1, ?, ?, ?)',
    ).run(id, layout.kind, input.name, input.basedOn, atMs, atMs);
    insertVersion(tx, act, atMs, { id, version: 1, layout, note: input.note });
    recordAudit(tx, {
      atMs,
      act,
      what: 'template.create',
      target: id,
      data: { name: input.name, from: input.basedOn },
    });
    tx.changed('templates');
  });
  return readTemplate(context.read, services, id);
}

/**
 * Copies a template.
 * @param input.layout what was made of it already; its own without it
 * @throws AppError ERR_TEMPLATE_UNKNOWN, ERR_TEMPLATE_KIND, ERR_LABEL_*
 */
export async function copyTemplate(
  context: UseCaseContext,
  services: TemplateServices,
  act: Act,
  input: { readonly from: string; readonly name: string; readonly layout?: LabelLayout | undefined },
): Promise<Detail> {
  const original = readTemplate(context.read, services, input.from);
  const layout = input.layout ?? original.layout;
  refuseOtherKind(layout, original.kind);
  return createTemplate(context, services, act, { layout, name: input.name, basedOn: input.from, note: '' });
}

export interface TemplateChange {
  readonly ref: string;
  /** The version that was changed. */
  readonly version: number;
  readonly name?: string | undefined;
  readonly layout: LabelLayout;
  readonly note: string;
}

/** @throws AppError ERR_TEMPLATE_BUILT_IN, ERR_TEMPLATE_UNKNOWN, ERR_TEMPLATE_KIND, ERR_TEMPLATE_CONFLICT, ERR_LABEL_* */
export async function saveTemplate(
  context: UseCaseContext,
  services: TemplateServices,
  act: Act,
  change: TemplateChange,
): Promise<Detail> {
  refuseBuiltIn(services, change.ref);
  const before = findTemplateRow(context.read, change.ref);
  const name = change.name ?? before.name;
  const layout = named(change.layout, change.ref, name);
  refuseOtherKind(layout, before.kind);
  await services.draw(layout, SAMPLE_DATA[layout.kind], TRIAL_DOTS_PER_MM);
  context.db.transaction((tx) => {
    const { version } = findTemplateRow(tx, change.ref);
    if (version !== change.version) throw new AppError('ERR_TEMPLATE_CONFLICT', { version });
    const atMs = context.clock.nowMs();
    insertVersion(tx, act, atMs, { id: change.ref, version: version + 1, layout, note: change.note });
    tx.prepare<(string | number)[]>(
      'UPDATE label_templates SET version = ?, name = ?, updated_at_ms = ? WHERE id = ?',
    ).run(version + 1, name, atMs, change.ref);
    const data = { version: version + 1, note: change.note };
    recordAudit(tx, { atMs, act, what: 'template.save', target: change.ref, data });
    tx.changed('templates');
  });
  return readTemplate(context.read, services, change.ref);
}

/** Saves an old version again as the newest; nothing is overwritten. @throws as {@link saveTemplate} */
export function restoreTemplate(
  context: UseCaseContext,
  services: TemplateServices,
  act: Act,
  input: { readonly ref: string; readonly version: number; readonly from: number },
): Promise<Detail> {
  refuseBuiltIn(services, input.ref);
  const layout = readVersionLayout(context.read, input.ref, input.from);
  return saveTemplate(context, services, act, {
    ref: input.ref,
    version: input.version,
    layout,
    note: `← ${input.from}`,
  });
}

/** @throws AppError ERR_TEMPLATE_CHOSEN while a shop prints with it */
export function removeTemplate(context: UseCaseContext, services: TemplateServices, act: Act, ref: string): void {
  refuseBuiltIn(services, ref);
  context.db.transaction((tx) => {
    findTemplateRow(tx, ref);
    const chosen = tx
      .prepare<[string], { count: number }>(
        'SELECT count(*) AS count FROM label_template_choices WHERE template_ref = ?',
      )
      .get(ref);
    if ((chosen?.count ?? 0) > 0) throw new AppError('ERR_TEMPLATE_CHOSEN', { count: chosen?.count ?? 0 });
    const atMs = context.clock.nowMs();
    tx.prepare<[number, string]>('UPDATE label_templates SET removed_at_ms = ? WHERE id = ?').run(atMs, ref);
    recordAudit(tx, { atMs, act, what: 'template.remove', target: ref });
    tx.changed('templates');
  });
}

function refuseBuiltIn({ builtIns }: TemplateServices, ref: string): void {
  if (builtIns.some(({ id }) => id === ref)) throw new AppError('ERR_TEMPLATE_BUILT_IN', { template: ref });
}

function refuseOtherKind({ kind }: LabelLayout, expected: string): void {
  if (kind !== expected) throw new AppError('ERR_TEMPLATE_KIND', { kind, expected });
}

function named(layout: LabelLayout, id: string, name: string): LabelLayout {
  return { ...layout, id, title: { en: name, 'zh-CN': name } };
}

function insertVersion(
  tx: WriteTx,
  act: Act,
  atMs: number,
  saved: { readonly id: string; readonly version: number; readonly layout: LabelLayout; readonly note: string },
): void {
  const json = JSON.stringify(saved.layout);
  tx.prepare<(string | number)[]>(
    'INSERT INTO label_template_versions (template_id, version, layout_json, sha256, note, operator_id, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(saved.id, saved.version, json, sha256Hex(json), saved.note, act.actor.name, atMs);
}
