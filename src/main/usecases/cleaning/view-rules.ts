import type { ReadDb } from '#main/db/handles.ts';
import { findRuleRow, listRuleRows, readDefinition, readStop } from '#main/usecases/cleaning/rule-rows.ts';
import type { RuleRow } from '#main/usecases/cleaning/rule-rows.ts';
import { findRunRow, viewRun } from '#main/usecases/cleaning/run-rows.ts';
import type { RunRow } from '#main/usecases/cleaning/run-rows.ts';
import type { CleaningRule, CleaningRunView } from '#shared/contract/cleaning.ts';
import { DOUBT_FLAGS } from '#shared/model/cleaning.ts';
import type { CleaningDefinition, FlagTone } from '#shared/model/cleaning.ts';

/** Rules in their sequence. */
export function listRules(db: ReadDb): CleaningRule[] {
  return listRuleRows(db).map((row) => viewRule(db, row));
}

/** @throws AppError ERR_CLEANING_RULE_UNKNOWN */
export function readRule(db: ReadDb, id: string): CleaningRule {
  return viewRule(db, findRuleRow(db, id));
}

interface VersionRow {
  version: number;
  definition_json: string;
  saved_at_ms: number;
  saved_by: string;
  seen: number;
  changed: number;
  errors: number;
}

interface RuleHistory {
  readonly versions: {
    readonly version: number;
    readonly definition: CleaningDefinition | null;
    readonly savedAtMs: number;
    readonly savedBy: string;
    readonly counts: CleaningRule['counts'];
    readonly standing: number;
  }[];
  readonly runs: CleaningRunView[];
}

/** Versions of a rule, newest first, with what they did. @throws AppError ERR_CLEANING_RULE_UNKNOWN */
export function listVersions(db: ReadDb, id: string): RuleHistory {
  findRuleRow(db, id);
  const standing = db.pluck<[string, number], number>(
    'SELECT COUNT(DISTINCT order_id) FROM cleaning_changes WHERE rule_id = ? AND version = ? AND undone_at_ms IS NULL',
  );
  const versions = db
    .prepare<[string], VersionRow>('SELECT * FROM cleaning_rule_versions WHERE rule_id = ? ORDER BY version DESC')
    .all(id)
    .map(({ version, definition_json, saved_at_ms, saved_by, seen, changed, errors }) => ({
      version,
      definition: readDefinition(definition_json),
      savedAtMs: saved_at_ms,
      savedBy: saved_by,
      counts: { seen, changed, errors },
      standing: standing.get(id, version) ?? 0,
    }));
  const runs = db
    .prepare<[string], RunRow>(
      'SELECT * FROM cleaning_runs WHERE rule_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT 20',
    )
    .all(id)
    .map((row) => viewRun(db, row));
  return { versions, runs };
}

/** How flags of rules are shown. Those of rules that rest count too: orders still bear them. */
export function listFlags(db: ReadDb): { flag: string; tone: FlagTone; isLoud: boolean }[] {
  const ofRules = listRuleRows(db).flatMap((row) => {
    const definition = readDefinition(row.definition_json);
    return definition?.kind === 'keyword_flag'
      ? [{ flag: definition.flag, tone: definition.tone, isLoud: definition.act === 'show' }]
      : [];
  });
  return [...ofRules, ...DOUBT_FLAGS.map((flag) => ({ flag, tone: 'warn' as const, isLoud: false }))];
}

function viewRule(db: ReadDb, row: RuleRow): CleaningRule {
  const counts = db
    .prepare<[string, number], CleaningRule['counts']>(
      'SELECT seen, changed, errors FROM cleaning_rule_versions WHERE rule_id = ? AND version = ?',
    )
    .get(row.id, row.version);
  const runId = db
    .pluck<[string], string>(
      'SELECT id FROM cleaning_runs WHERE rule_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT 1',
    )
    .get(row.id);
  return {
    id: row.id,
    name: row.name,
    isBuiltIn: row.is_built_in === 1,
    isLocked: row.is_locked === 1,
    version: row.version,
    state: row.state,
    percent: row.percent,
    stopPercent: row.stop_percent,
    stopAfter: row.stop_after,
    definition: readDefinition(row.definition_json),
    counts: counts ?? { seen: 0, changed: 0, errors: 0 },
    stopped: row.state === 'stopped' ? readStop(row.stopped_json) : null,
    run: runId === undefined ? null : viewRun(db, findRunRow(db, runId)),
    updatedAtMs: row.updated_at_ms,
    updatedBy: row.updated_by,
  };
}
