import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { packInForce, packPayload } from '#main/usecases/customs/rules/pack-rows.ts';
import { openSignedPack } from '#main/usecases/customs/rules/signed-pack.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Puts a signed pack in force; the one before it is kept.
 * @throws AppError those of openSignedPack, ERR_CUSTOMS_PACK_OLDER {version, inForce}, ERR_CUSTOMS_PACK_CHANGED when the version in force is not the one
 *   that the person saw, ERR_CUSTOMS_PACK_REUSED when another pack came under the same version
 */
export function installRulePack(
  context: UseCaseContext,
  act: Act,
  input: { readonly content: string; readonly inForce: number },
): { readonly version: number } {
  const opened = openSignedPack(input.content, readSetting(context.read, 'customsRuleKey'));
  const { version } = opened.pack;
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const inForce = packInForce(tx).pack.version;
    if (inForce !== input.inForce) throw new AppError('ERR_CUSTOMS_PACK_CHANGED', { version: inForce });
    if (version <= inForce) throw new AppError('ERR_CUSTOMS_PACK_OLDER', { version, inForce });
    if ((packPayload(tx, version) ?? opened.payload) !== opened.payload)
      throw new AppError('ERR_CUSTOMS_PACK_REUSED', { version });
    tx.prepare<[number, string, string, string, number, string]>(
      `INSERT INTO customs_rule_packs (version, payload, signature, key_fingerprint, installed_at_ms, installed_by) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (version) DO UPDATE SET signature = excluded.signature, key_fingerprint = excluded.key_fingerprint,
         installed_at_ms = excluded.installed_at_ms, installed_by = excluded.installed_by, undone_at_ms = NULL, undone_by = NULL`,
    ).run(version, opened.payload, opened.signature, opened.keyFingerprint, atMs, act.actor.name);
    recordAudit(tx, {
      atMs,
      act,
      what: 'customs_rules.install',
      target: String(version),
      data: { before: inForce, key: opened.keyFingerprint },
    });
    tx.changed('customs-rules');
    return { version };
  });
}

/** Goes back to the pack before the installed one that is in force. @throws AppError ERR_CUSTOMS_PACK_NOTHING_TO_UNDO, ERR_CUSTOMS_PACK_CHANGED */
export function undoRulePack(
  context: UseCaseContext,
  act: Act,
  input: { readonly inForce: number; readonly reason: string },
): { readonly version: number } {
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const { pack, row } = packInForce(tx);
    if (pack.version !== input.inForce) throw new AppError('ERR_CUSTOMS_PACK_CHANGED', { version: pack.version });
    if (row === null) throw new AppError('ERR_CUSTOMS_PACK_NOTHING_TO_UNDO');
    tx.prepare<[number, string, number]>(
      'UPDATE customs_rule_packs SET undone_at_ms = ?, undone_by = ? WHERE version = ?',
    ).run(atMs, act.actor.name, row.version);
    const { version } = packInForce(tx).pack;
    const data = { after: version, reason: input.reason };
    recordAudit(tx, { atMs, act, what: 'customs_rules.undo', target: String(row.version), data });
    tx.changed('customs-rules');
    return { version };
  });
}
