import { BUILT_IN_RULES } from '#core/cleaning/built-in-rules.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { CleaningStop } from '#shared/contract/cleaning.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CleaningDefinition } from '#shared/model/cleaning.ts';
import type { CleaningState } from '#shared/model/cleaning.ts';
import type { z } from 'zod';

export interface RuleRow {
  readonly id: string;
  readonly position: number;
  /** Empty for rules of the product: their names are texts. */
  readonly name: string;
  readonly is_built_in: number;
  readonly is_locked: number;
  readonly version: number;
  readonly state: CleaningState;
  readonly percent: number;
  readonly stop_percent: number;
  readonly stop_after: number;
  readonly definition_json: string;
  readonly stopped_json: string | null;
  readonly recent_seen: number;
  readonly recent_errors: number;
  readonly updated_at_ms: number;
  readonly updated_by: string;
  readonly removed_at_ms: number | null;
}

/** A rule stops by itself when more than so many percent of at least so many orders met an error. */
export const USUAL_STOP = { percent: 20, after: 50 };
/** Places of rules are so far apart, so that one can be put between two. */
export const POSITION_STEP = 10;

/** Rules in their sequence, without those that were removed. */
export function listRuleRows(db: ReadDb): RuleRow[] {
  return db
    .prepare<[], RuleRow>('SELECT * FROM cleaning_rules WHERE removed_at_ms IS NULL ORDER BY position, id')
    .all();
}

/** @throws AppError ERR_CLEANING_RULE_UNKNOWN */
export function findRuleRow(db: ReadDb, id: string): RuleRow {
  const row = db
    .prepare<[string], RuleRow>('SELECT * FROM cleaning_rules WHERE id = ? AND removed_at_ms IS NULL')
    .get(id);
  if (!row) throw new AppError('ERR_CLEANING_RULE_UNKNOWN', { id });
  return row;
}

/** A definition that this version of the product cannot read is null: the rule rests, and its row stays for a newer one. */
export function readDefinition(json: string): CleaningDefinition | null {
  const read = CleaningDefinition.safeParse(JSON.parse(json));
  return read.success ? read.data : null;
}

/** Why a rule stopped itself; null where a row does not say it as this version writes it. */
export function readStop(json: string | null): z.infer<typeof CleaningStop> | null {
  const read = CleaningStop.safeParse(json === null ? null : JSON.parse(json));
  return read.success ? read.data : null;
}

/** Compiled rules are old from here on. */
export function raiseRevision(tx: WriteTx): void {
  tx.prepare<[]>('UPDATE cleaning_revision SET revision = revision + 1').run();
  tx.changed('cleaning');
}

export function readRevision(db: ReadDb): number {
  return db.pluck<[], number>('SELECT revision FROM cleaning_revision').get() ?? 0;
}

/** Puts the rules in that the product comes with; a person's own edits of them stay. Locked ones follow the product. */
export function ensureBuiltInRules(tx: WriteTx, atMs: number): void {
  const known = new Map(
    tx
      .prepare<[], { id: string; definition_json: string }>('SELECT id, definition_json FROM cleaning_rules')
      .all()
      .map((row) => [row.id, row.definition_json]),
  );
  let hasChanged = false;
  BUILT_IN_RULES.forEach(({ id, isLocked, state, definition }, index) => {
    const json = JSON.stringify(definition);
    if (known.has(id) && !(isLocked && known.get(id) !== json)) return;
    hasChanged = true;
    tx.prepare<(string | number)[]>(
      `INSERT INTO cleaning_rules (id, position, name, is_built_in, is_locked, version, state, percent, stop_percent, stop_after, definition_json, updated_at_ms, updated_by)
       VALUES (?, ?, '', 1, ?, 1, ?, 100, ?, ?, ?, ?, '') ON CONFLICT (id) DO UPDATE SET definition_json = excluded.definition_json`,
    ).run(id, (index + 1) * POSITION_STEP, isLocked ? 1 : 0, state, USUAL_STOP.percent, USUAL_STOP.after, json, atMs);
    tx.prepare<(string | number)[]>(
      `INSERT INTO cleaning_rule_versions (rule_id, version, definition_json, saved_at_ms, saved_by) VALUES (?, 1, ?, ?, '')
       ON CONFLICT (rule_id, version) DO UPDATE SET definition_json = excluded.definition_json`,
    ).run(id, json, atMs);
  });
  if (hasChanged) raiseRevision(tx);
}
