import type { ReadDb } from '#main/db/handles.ts';
import { findSettingRow } from '#main/db/repos/settings-repo.ts';
import { SETTINGS } from '#shared/model/settings.ts';
import type { SettingDefinition, SettingName, SettingValue } from '#shared/model/settings.ts';

/** The value in force. A stored value that the definition no longer allows (an older or newer version wrote it) gives way to the default. */
export function readSetting<Name extends SettingName>(db: ReadDb, name: Name): SettingValue<Name> {
  const definition: SettingDefinition<SettingValue<SettingName>> = SETTINGS[name];
  const stored = findSettingRow(db, name);
  const parsed = stored && definition.schema.safeParse(JSON.parse(stored.value_json));
  // The definition under this name is the one that SettingValue was inferred from.
  return (parsed?.success ? parsed.data : definition.defaultValue) as SettingValue<Name>;
}
