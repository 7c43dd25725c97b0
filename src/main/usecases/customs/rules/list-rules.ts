import { daysBetween } from '#core/customs/days-between.ts';
import { holdsOn } from '#core/customs/customs-rules.ts';
import { effectiveSeverity } from '#core/customs/effective-severity.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import { listConfirmations, ruleDigest } from '#main/usecases/customs/rules/confirm-rule.ts';
import type { Confirmation } from '#main/usecases/customs/rules/confirm-rule.ts';
import { listPackRows, packInForce, packOf } from '#main/usecases/customs/rules/pack-rows.ts';
import { fingerprintOf } from '#main/usecases/customs/rules/signed-pack.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { CustomsRulesState, CustomsRuleView } from '#shared/contract/customs-rules.ts';
import type { CustomsLane, CustomsRule } from '#shared/model/customs-rules.ts';

/** A source that nobody looked at for longer asks to be looked at again. */
const RECHECK_AFTER_DAYS = 90;

/**
 * Rules of a destination that hold on a day or begin later, those of all destinations last.
 * @param today `yyyy-mm-dd`, for the age of the sources
 */
export function listRules(
  db: ReadDb,
  query: { readonly territory: string; readonly day: string; readonly today: string },
): { readonly rules: CustomsRuleView[]; readonly hasLane: boolean } {
  const confirmations = listConfirmations(db);
  const lanes = packInForce(db)
    .pack.lanes.filter((lane) => lane.lane === '*' || lane.territories.includes(query.territory))
    .toSorted((a, b) => Number(a.lane === '*') - Number(b.lane === '*'));
  const rules = lanes.flatMap((lane) =>
    lane.rules
      .filter((rule) => rule.territories?.includes(query.territory) ?? true)
      .filter((rule) => rule.validTo === null || rule.validTo >= query.day)
      .map((rule) => ruleView(rule, lane, query, confirmations.get(rule.id))),
  );
  return { rules, hasLane: lanes.some((lane) => lane.lane !== '*') };
}

/** Which pack is in force, which came before it, and what destinations there are rules for. */
export function readRulesState(db: ReadDb): CustomsRulesState {
  const { pack, row } = packInForce(db);
  const key = readSetting(db, 'customsRuleKey');
  return {
    version: pack.version,
    madeOn: pack.madeOn,
    noteEn: pack.noteEn,
    noteZh: pack.noteZh,
    isBuiltIn: row === null,
    builtInVersion: builtInPack().version,
    keyFingerprint: key === '' ? null : fingerprintOf(key),
    packs: listPackRows(db).map((one) => ({
      version: one.version,
      installedAtMs: one.installed_at_ms,
      installedBy: one.installed_by,
      keyFingerprint: one.key_fingerprint,
      undoneAtMs: one.undone_at_ms,
      undoneBy: one.undone_by,
      isReadable: packOf(db, one) !== null,
    })),
    destinations: pack.lanes.flatMap((lane) =>
      lane.territories.map((territory) => ({ territory, titleEn: lane.titleEn, titleZh: lane.titleZh })),
    ),
  };
}

function ruleView(
  rule: CustomsRule,
  lane: CustomsLane,
  { day, today }: { readonly day: string; readonly today: string },
  confirmation: Confirmation | undefined,
): CustomsRuleView {
  const digest = ruleDigest(rule);
  const isCurrent = confirmation?.digest === digest;
  return {
    id: rule.id,
    lane: lane.lane,
    laneEn: lane.titleEn,
    laneZh: lane.titleZh,
    textEn: rule.textEn,
    textZh: rule.textZh,
    fixEn: rule.fixEn,
    fixZh: rule.fixZh,
    doubtEn: rule.doubtEn ?? '',
    doubtZh: rule.doubtZh ?? '',
    severity: effectiveSeverity(rule, isCurrent),
    wanted: rule.severity,
    confidence: rule.confidence,
    asks: rule.effect.do,
    sourceRef: rule.sourceRef,
    checkedOn: rule.checkedOn,
    needsRecheck: daysBetween(rule.checkedOn, today) > RECHECK_AFTER_DAYS,
    validFrom: rule.validFrom,
    validTo: rule.validTo,
    isInForce: holdsOn(rule, day),
    digest,
    confirmation: confirmation
      ? { by: confirmation.by, atMs: confirmation.atMs, note: confirmation.note, isCurrent }
      : null,
  };
}
