import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { POSITION_STEP, findRuleRow, listRuleRows, raiseRevision } from '#main/usecases/cleaning/rule-rows.ts';
import type { RuleRow } from '#main/usecases/cleaning/rule-rows.ts';
import { listRules, readRule } from '#main/usecases/cleaning/view-rules.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CleaningRule } from '#shared/contract/cleaning.ts';
import { IDENTITY_FIELDS } from '#shared/model/cleaning.ts';
import type { CleaningDefinition, CleaningState } from '#shared/model/cleaning.ts';

export interface SavedRule {
  readonly id: string | null;
  readonly version: number | null;
  readonly name: string;
  readonly definition: CleaningDefinition;
  readonly stopPercent: number;
  readonly stopAfter: number;
}

/**
 * Adds a rule or makes a new version of one. A changed definition begins as a draft: it is tried first, then rolled out.
 * @throws AppError ERR_CLEANING_RULE_UNKNOWN, _LOCKED, _CHANGED (somebody saved meanwhile), _INVALID
 */
export function saveRule(context: UseCaseContext, act: Act, input: SavedRule): CleaningRule {
  const { definition } = input;
  const fault = definitionFault(definition) ?? (input.id === null && input.name === '' ? ['name', 'name'] : null);
  if (fault) throw new AppError('ERR_CLEANING_RULE_INVALID', { field: fault[0], reason: fault[1] });
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const id =
      input.id === null
        ? addRule(tx, context.ids.next(), act, atMs, input)
        : changeRule(tx, act, atMs, input.id, input);
    raiseRevision(tx);
    return readRule(tx, id);
  });
}

function addRule(tx: WriteTx, id: string, act: Act, atMs: number, input: SavedRule): string {
  const last = listRuleRows(tx).at(-1)?.position ?? 0;
  const json = JSON.stringify(input.definition);
  tx.prepare<(string | number)[]>(
    `INSERT INTO cleaning_rules (id, position, name, is_built_in, is_locked, version, state, percent, stop_percent, stop_after, definition_json, updated_at_ms, updated_by)
     VALUES (?, ?, ?, 0, 0, 1, 'draft', 100, ?, ?, ?, ?, ?)`,
  ).run(id, last + POSITION_STEP, input.name, input.stopPercent, input.stopAfter, json, atMs, act.actor.name);
  keepVersion(tx, id, 1, json, act, atMs);
  recordAudit(tx, { atMs, act, what: 'cleaning.save', target: id, data: { name: input.name, version: 1 } });
  return id;
}

function changeRule(tx: WriteTx, act: Act, atMs: number, id: string, input: SavedRule): string {
  const row = freeRow(tx, id);
  if (row.version !== input.version) throw new AppError('ERR_CLEANING_RULE_CHANGED', { id });
  const json = JSON.stringify(input.definition);
  const isNewVersion = json !== row.definition_json;
  const version = isNewVersion ? nextVersion(tx, id) : row.version;
  tx.prepare<(string | number)[]>(
    `UPDATE cleaning_rules SET name = ?, version = ?, state = ?, definition_json = ?, stop_percent = ?, stop_after = ?, recent_seen = 0, recent_errors = 0, updated_at_ms = ?,
       updated_by = ? WHERE id = ?`,
  ).run(
    row.is_built_in === 1 ? '' : input.name,
    version,
    isNewVersion ? 'draft' : row.state,
    json,
    input.stopPercent,
    input.stopAfter,
    atMs,
    act.actor.name,
    id,
  );
  if (isNewVersion) keepVersion(tx, id, version, json, act, atMs);
  recordAudit(tx, { atMs, act, what: 'cleaning.save', target: id, data: { name: input.name, version } });
  return id;
}

function nextVersion(tx: WriteTx, id: string): number {
  const last = tx.pluck<[string], number>('SELECT MAX(version) FROM cleaning_rule_versions WHERE rule_id = ?').get(id);
  return (last ?? 0) + 1;
}

function keepVersion(tx: WriteTx, id: string, version: number, json: string, act: Act, atMs: number): void {
  tx.prepare<[string, number, string, number, string]>(
    'INSERT INTO cleaning_rule_versions (rule_id, version, definition_json, saved_at_ms, saved_by) VALUES (?, ?, ?, ?, ?)',
  ).run(id, version, json, atMs, act.actor.name);
}

/** What no rule may say. @returns the field and the reason, or null */
export function definitionFault(definition: CleaningDefinition): readonly [field: string, reason: string] | null {
  if ('fields' in definition && definition.fields.some((field) => IDENTITY.has(field))) return ['fields', 'identity'];
  if (definition.kind === 'remove_characters' && definition.classes.length === 0 && definition.characters === '')
    return ['characters', 'nothing'];
  if (definition.kind !== 'tidy') return null;
  const { replacements } = definition;
  // What a replacement writes must not be looked for again: it would never end.
  const isEndless = replacements.some(({ replaceWith }) => replacements.some(({ find }) => replaceWith.includes(find)));
  return isEndless ? ['replacements', 'endless'] : null;
}

const IDENTITY: ReadonlySet<string> = new Set(IDENTITY_FIELDS);

/**
 * Switches a rule. Counts that decide about stopping begin anew.
 * @throws AppError ERR_CLEANING_RULE_UNKNOWN, ERR_CLEANING_RULE_LOCKED
 */
export function setRuleState(
  context: UseCaseContext,
  act: Act,
  input: { readonly id: string; readonly state: Exclude<CleaningState, 'stopped'>; readonly percent: number },
): CleaningRule {
  return context.db.transaction((tx) => {
    const row = freeRow(tx, input.id);
    switchRule(tx, act, context.clock.nowMs(), row, input.state, input.percent);
    return readRule(tx, input.id);
  });
}

/** Puts a rule in another state, in the caller's transaction. */
export function switchRule(
  tx: WriteTx,
  act: Act,
  atMs: number,
  row: RuleRow,
  state: Exclude<CleaningState, 'stopped'>,
  percent: number,
): void {
  const share = state === 'rolling_out' ? percent : 100;
  tx.prepare<[string, number, number, string, string]>(
    'UPDATE cleaning_rules SET state = ?, percent = ?, stopped_json = NULL, recent_seen = 0, recent_errors = 0, updated_at_ms = ?, updated_by = ? WHERE id = ?',
  ).run(state, share, atMs, act.actor.name, row.id);
  const data = { from: row.state, to: state, percent: share, version: row.version };
  recordAudit(tx, { atMs, act, what: 'cleaning.state', target: row.id, data });
  raiseRevision(tx);
}

/**
 * Puts a rule before another one, or at the end. Locked rules stay first: others work on what they made.
 * @throws AppError ERR_CLEANING_RULE_UNKNOWN, ERR_CLEANING_RULE_LOCKED
 */
export function moveRule(context: UseCaseContext, act: Act, id: string, beforeId: string | null): CleaningRule[] {
  return context.db.transaction((tx) => {
    const row = freeRow(tx, id);
    const before = beforeId === null ? null : freeRow(tx, beforeId);
    const others = listRuleRows(tx).filter((other) => other.id !== id);
    const at = before === null ? others.length : others.findIndex((other) => other.id === before.id);
    const sequence = at < 0 ? others : [...others.slice(0, at), row, ...others.slice(at)];
    const place = tx.prepare<[number, string]>('UPDATE cleaning_rules SET position = ? WHERE id = ?');
    sequence.forEach((rule, index) => place.run((index + 1) * POSITION_STEP, rule.id));
    const atMs = context.clock.nowMs();
    recordAudit(tx, { atMs, act, what: 'cleaning.move', target: id, data: { before: beforeId ?? '' } });
    raiseRevision(tx);
    return listRules(tx);
  });
}

/** @throws AppError ERR_CLEANING_RULE_UNKNOWN, _LOCKED for rules of the product, _ACTIVE while it runs */
export function removeRule(context: UseCaseContext, act: Act, id: string): CleaningRule[] {
  return context.db.transaction((tx) => {
    const row = freeRow(tx, id);
    if (row.is_built_in === 1) throw new AppError('ERR_CLEANING_RULE_LOCKED', { id });
    if (row.state === 'on' || row.state === 'rolling_out') throw new AppError('ERR_CLEANING_RULE_ACTIVE', { id });
    const atMs = context.clock.nowMs();
    tx.prepare<[number, string]>('UPDATE cleaning_rules SET removed_at_ms = ? WHERE id = ?').run(atMs, id);
    recordAudit(tx, { atMs, act, what: 'cleaning.remove', target: id, data: { name: row.name } });
    raiseRevision(tx);
    return listRules(tx);
  });
}

function freeRow(tx: WriteTx, id: string): RuleRow {
  const row = findRuleRow(tx, id);
  if (row.is_locked === 1) throw new AppError('ERR_CLEANING_RULE_LOCKED', { id });
  return row;
}
