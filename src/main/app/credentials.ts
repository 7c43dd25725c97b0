import { readSecret, saveSecret } from '#main/db/repos/secrets-repo.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

/** The credentials of one shop, carrier account, payment account or notifier, as one sealed JSON object. */
export type CredentialOwner = `shop:${string}` | `carrier:${string}` | `payment:${string}` | `notifier:${string}`;

export function readCredentials(db: ReadDb, sealer: SecretSealer, owner: CredentialOwner): Record<string, unknown> {
  const text = readSecret(db, sealer, owner);
  return text === null ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** Fields that are absent or empty stay as they are, so that a form need not show a secret to keep it. */
export function saveCredentials(
  tx: WriteTx,
  sealer: SecretSealer,
  owner: CredentialOwner,
  credentials: Readonly<Record<string, unknown>>,
  nowMs: number,
): void {
  const given = Object.fromEntries(
    Object.entries(credentials).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  );
  saveSecret(
    tx,
    sealer,
    { name: owner, value: JSON.stringify({ ...readCredentials(tx, sealer, owner), ...given }) },
    nowMs,
  );
}
