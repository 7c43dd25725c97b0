import { useQuery } from '@tanstack/react-query';
import { client, orpc } from '#renderer/rpc/client.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import type { Act } from '#renderer/ui/use-act.ts';
import { SETTINGS } from '#shared/model/settings.ts';
import type { SettingDefinition, SettingName, SettingValue } from '#shared/model/settings.ts';

interface SettingRow<Name extends SettingName> {
  /** Null while the answer is on the way. */
  readonly stored: { readonly value: SettingValue<Name>; readonly version: number } | null;
  readonly save: Act<SettingValue<Name>>;
}

/** One setting with its version: what somebody else changed meanwhile is not overwritten. */
export function useSettingRow<Name extends SettingName>(name: Name, toast: string): SettingRow<Name> {
  const { data } = useQuery(orpc.settings.list.queryOptions());
  const row = data?.settings.find((setting) => setting.name === name);
  const definition: SettingDefinition<SettingValue<SettingName>> = SETTINGS[name];
  const parsed = definition.schema.safeParse(row?.value);
  const save = useAct((value: SettingValue<Name>) => client.settings.set({ name, value, version: row?.version ?? 0 }), {
    toast,
  });
  if (!row) return { stored: null, save };
  // The definition under this name is the one that SettingValue was inferred from.
  const value = (parsed.success ? parsed.data : definition.defaultValue) as SettingValue<Name>;
  return { stored: { value, version: row.version }, save };
}
