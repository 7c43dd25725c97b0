import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { findSettingRow, listSettingHistory, saveSettingRow } from '#main/db/repos/settings-repo.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isSettingName, SETTINGS } from '#shared/model/settings.ts';
import type { SettingName } from '#shared/model/settings.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface SettingView {
  readonly name: string;
  readonly value: unknown;
  /** 0 while the default is in force. */
  readonly version: number;
  readonly defaultValue: unknown;
}

/** All settings with the values in force. */
export function listSettings(db: ReadDb): SettingView[] {
  return Object.keys(SETTINGS)
    .filter(isSettingName)
    .map((name) => settingView(db, name));
}

export interface SettingChange {
  readonly name: string;
  readonly value: unknown;
  /** The version that the change was made from; somebody else's change in between is not overwritten. */
  readonly version: number;
}

/** Taken back by hand, the end of the first run would let whoever stands at the window make themselves administrator. */
const NOBODYS_CHOICE: ReadonlySet<SettingName> = new Set(['firstRunDone']);

/** A change that a person or an integration asks for. @throws AppError as {@link setSetting} */
export function changeSetting(ctx: UseCaseContext, change: SettingChange, act: Act): SettingView {
  const name = knownName(change.name);
  if (NOBODYS_CHOICE.has(name)) throw new AppError('ERR_HOST_SETTING_INVALID', { name, reason: 'not_editable' });
  return setSetting(ctx, change, act);
}

/** @throws AppError ERR_HOST_NOT_FOUND, ERR_HOST_SETTING_INVALID {name, reason}, ERR_HOST_SETTING_CONFLICT {name, version} */
export function setSetting(ctx: UseCaseContext, change: SettingChange, act: Act): SettingView {
  const name = knownName(change.name);
  const parsed = SETTINGS[name].schema.safeParse(change.value);
  if (!parsed.success)
    throw new AppError('ERR_HOST_SETTING_INVALID', { name, reason: parsed.error.issues[0]?.code ?? 'invalid' });
  return ctx.db.transaction((tx) => {
    const version = findSettingRow(tx, name)?.version ?? 0;
    if (version !== change.version) throw new AppError('ERR_HOST_SETTING_CONFLICT', { name, version });
    const before = readSetting(tx, name);
    const nowMs = ctx.clock.nowMs();
    saveSettingRow(tx, { name, value: parsed.data, version: version + 1, nowMs, actorName: act.actor.name });
    recordAudit(tx, { atMs: nowMs, act, what: 'setting.change', target: name, data: { before, after: parsed.data } });
    return settingView(tx, name);
  });
}

export interface SettingVersion {
  readonly version: number;
  readonly value: unknown;
  readonly atMs: UtcMs;
  readonly actorName: string;
}

/** Earlier values, newest first. @throws AppError ERR_HOST_NOT_FOUND */
export function settingHistory(db: ReadDb, name: string): SettingVersion[] {
  return listSettingHistory(db, knownName(name)).map((row) => ({
    version: row.version,
    value: JSON.parse(row.value_json),
    atMs: row.at_ms,
    actorName: row.actor_id,
  }));
}

function settingView(db: ReadDb, name: SettingName): SettingView {
  const version = findSettingRow(db, name)?.version ?? 0;
  return { name, value: readSetting(db, name), version, defaultValue: SETTINGS[name].defaultValue };
}

function knownName(name: string): SettingName {
  if (!isSettingName(name)) throw new AppError('ERR_HOST_NOT_FOUND', { what: 'setting' });
  return name;
}
