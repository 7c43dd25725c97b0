import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { CustomsDataServices } from '#main/usecases/customs/data/customs-data-services.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { CustomsTemplateView } from '#shared/contract/customs-data.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { BrokerTemplate, Ceb603Profile } from '#shared/model/customs-data.ts';

export type TemplateBody =
  | { readonly kind: 'broker'; readonly broker: BrokerTemplate }
  | { readonly kind: 'ceb603'; readonly ceb603: Ceb603Profile };

interface TemplateRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly body_json: string;
  readonly version: number;
  readonly updated_at_ms: number;
}

const SELECT =
  'SELECT id, kind, name, body_json, version, updated_at_ms FROM customs_templates WHERE removed_at_ms IS NULL';

/** What was set up for brokers' files and lists; bodies that this version cannot read are left out. */
export function listTemplates(db: ReadDb): CustomsTemplateView[] {
  return db
    .prepare<[], TemplateRow>(`${SELECT} ORDER BY kind, name`)
    .all()
    .flatMap((row) => {
      const body = readTemplateBody(row.kind, row.body_json);
      return body ? [{ id: row.id, name: row.name, version: row.version, updatedAtMs: row.updated_at_ms, body }] : [];
    });
}

/** A stored body by its kind; null when this version does not understand it. */
export function readTemplateBody(kind: string, json: string): TemplateBody | null {
  if (kind === 'broker') {
    const read = readStoredJson(BrokerTemplate, json);
    return read.ok ? { kind, broker: read.value } : null;
  }
  if (kind !== 'ceb603') return null;
  const read = readStoredJson(Ceb603Profile, json);
  return read.ok ? { kind, ceb603: read.value } : null;
}

/** @throws AppError ERR_CUSTOMS_TEMPLATE_UNKNOWN */
export function readTemplate(db: ReadDb, id: string): TemplateRow & { readonly body: TemplateBody } {
  const row = db.prepare<[string], TemplateRow>(`${SELECT} AND id = ?`).get(id);
  const body = row && readTemplateBody(row.kind, row.body_json);
  if (!row || !body) throw new AppError('ERR_CUSTOMS_TEMPLATE_UNKNOWN', { id });
  return { ...row, body };
}

/**
 * Adds a set-up, or changes the version that was looked at.
 * @throws AppError ERR_CUSTOMS_TEMPLATE_UNKNOWN, _CHANGED, _NAME_TAKEN, _COLUMN
 */
export function saveTemplate(
  context: UseCaseContext,
  services: Pick<CustomsDataServices, 'brokerColumns'>,
  act: Act,
  input: { readonly id: string | null; readonly version: number; readonly name: string; readonly body: TemplateBody },
): { id: string } {
  if (input.body.kind === 'broker') checkColumns(services, input.body.broker);
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const { kind } = input.body;
    const bodyJson = JSON.stringify(input.body.kind === 'broker' ? input.body.broker : input.body.ceb603);
    refuseTakenName(tx, kind, input.name, input.id);
    const id = input.id ?? context.ids.next();
    if (input.id === null)
      tx.prepare<[string, string, string, string, number, number]>(
        'INSERT INTO customs_templates (id, kind, name, body_json, version, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, 1, ?, ?)',
      ).run(id, kind, input.name, bodyJson, atMs, atMs);
    else {
      const before = readTemplate(tx, input.id);
      if (before.version !== input.version || before.kind !== kind)
        throw new AppError('ERR_CUSTOMS_TEMPLATE_CHANGED', { name: before.name });
      tx.prepare<[string, string, number, string]>(
        'UPDATE customs_templates SET name = ?, body_json = ?, version = version + 1, updated_at_ms = ? WHERE id = ?',
      ).run(input.name, bodyJson, atMs, input.id);
    }
    recordAudit(tx, { atMs, act, what: 'customs_template.save', target: input.name, data: { kind } });
    tx.changed('customs-data');
    return { id };
  });
}

/** Files that were made with it keep it. @throws AppError ERR_CUSTOMS_TEMPLATE_UNKNOWN, _CHANGED */
export function removeTemplate(context: UseCaseContext, act: Act, id: string, version: number): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const before = readTemplate(tx, id);
    if (before.version !== version) throw new AppError('ERR_CUSTOMS_TEMPLATE_CHANGED', { name: before.name });
    tx.prepare<[number, string]>('UPDATE customs_templates SET removed_at_ms = ? WHERE id = ?').run(atMs, id);
    recordAudit(tx, { atMs, act, what: 'customs_template.remove', target: before.name });
    tx.changed('customs-data');
  });
}

function checkColumns({ brokerColumns }: Pick<CustomsDataServices, 'brokerColumns'>, template: BrokerTemplate): void {
  const known = new Set(brokerColumns.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { id } of template.columns) {
    if (!known.has(id) || seen.has(id)) throw new AppError('ERR_CUSTOMS_TEMPLATE_COLUMN', { column: id });
    seen.add(id);
  }
}

function refuseTakenName(tx: WriteTx, kind: string, name: string, ownId: string | null): void {
  const taken = tx
    .pluck<[string, string, string], string>(
      'SELECT id FROM customs_templates WHERE kind = ? AND name = ? AND id <> ? AND removed_at_ms IS NULL',
    )
    .get(kind, name, ownId ?? '');
  if (taken !== undefined) throw new AppError('ERR_CUSTOMS_TEMPLATE_NAME_TAKEN', { name });
}
