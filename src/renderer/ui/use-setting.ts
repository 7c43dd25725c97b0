import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/rpc/client.ts';
import { SETTINGS } from '#shared/model/settings.ts';
import type { SettingDefinition, SettingName, SettingValue } from '#shared/model/settings.ts';

/** The value of one setting of the workstation; its default while the answer is on the way. */
export function useSetting<Name extends SettingName>(name: Name): SettingValue<Name> {
  // The definition under this name is the one that SettingValue was inferred from.
  return useKnownSetting(name) ?? (SETTINGS[name].defaultValue as SettingValue<Name>);
}

/** The value of one setting; undefined while the answer is on the way. */
export function useKnownSetting<Name extends SettingName>(name: Name): SettingValue<Name> | undefined {
  const { data } = useQuery(orpc.settings.list.queryOptions());
  if (!data) return undefined;
  const definition: SettingDefinition<SettingValue<SettingName>> = SETTINGS[name];
  const parsed = definition.schema.safeParse(data.settings.find((setting) => setting.name === name)?.value);
  // The definition under this name is the one that SettingValue was inferred from.
  return (parsed.success ? parsed.data : definition.defaultValue) as SettingValue<Name>;
}
