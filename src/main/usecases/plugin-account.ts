import { z } from 'zod';
import type { WriteTx } from '#main/db/handles.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { checkSettings } from '#main/usecases/check-settings.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { Problem } from '#shared/contract/common.ts';

/** What every account at somebody else's system shares: a shop, a carrier account, a payment account, a notifier. */

export type Settings = Readonly<Record<string, unknown>>;

interface Declared {
  readonly configSchema: z.ZodType;
  readonly credentialsSchema: z.ZodType;
}

/** Where the secrets of one family's accounts lie, sealed. */
export interface CredentialStore {
  /** Fields that are absent or empty stay as they are. */
  saveCredentials(tx: WriteTx, accountId: string, credentials: Settings): void;
  /** Empty where nothing is stored. */
  storedCredentials(accountId: string): Settings;
}

/** Settings of a form, by the plugin's own rules. @throws AppError ERR_HOST_INPUT_INVALID naming the first wrong field */
export function checkAccount(
  plugin: Declared,
  input: { readonly config: Settings; readonly credentials: Settings },
): { config: unknown; credentials: unknown } {
  return {
    config: checkSettings(plugin.configSchema, input.config),
    credentials: checkSettings(plugin.credentialsSchema, input.credentials),
  };
}

interface AccountChange {
  readonly id: string;
  readonly config?: Settings | undefined;
  readonly credentials?: Settings | undefined;
}

export interface CheckedChange {
  /** null: what is stored stays. */
  readonly config: unknown;
  /** The same as it is stored. */
  readonly configJson: string | null;
  /** Only what was really given; null when that is nothing. */
  readonly credentials: Settings | null;
}

/**
 * What a change leaves of an account's settings: absent settings stay, and so does every secret that is absent or empty. What is
 * kept and what is given must make up the whole that the plugin asks for.
 * @param turnsOn the account works from now on and did not before: it needs all its secrets, also where none is given
 * @throws AppError ERR_HOST_INPUT_INVALID naming the first wrong field
 */
export function checkChange(
  plugin: Declared,
  store: Pick<CredentialStore, 'storedCredentials'>,
  change: AccountChange,
  turnsOn: boolean,
): CheckedChange {
  const config = change.config ? checkSettings(plugin.configSchema, change.config) : null;
  const configJson = config === null ? null : JSON.stringify(config);
  const given = Object.fromEntries(
    Object.entries(change.credentials ?? {}).filter(
      ([, value]) => value !== '' && value !== null && value !== undefined,
    ),
  );
  const isGiven = Object.keys(given).length > 0;
  if (isGiven || turnsOn) checkSettings(plugin.credentialsSchema, { ...store.storedCredentials(change.id), ...given });
  return { config, configJson, credentials: isGiven ? given : null };
}

/** Stored settings as a form shows them. Empty where they cannot be read: the form then asks for every field anew. */
export function storedConfig(json: string): Record<string, unknown> {
  const stored = readStoredJson(z.record(z.string(), z.unknown()), json);
  return stored.ok ? stored.value : {};
}

/** What the audit keeps of a change: which fields, never what stands in them. */
export function changedFields(change: { readonly id: string }): string[] {
  return Object.keys(change).filter((key) => key !== 'id');
}

/** What came of trying settings that are not stored yet, in the shape that forms show. */
export function trialAnswer(failure: PluginFailure | null): { ok: boolean; problem: Problem | null } {
  if (!failure) return { ok: true, problem: null };
  const { code, vendorCode, vendorText } = failure;
  return { ok: false, problem: { code, data: { vendorCode, vendorText } } };
}
