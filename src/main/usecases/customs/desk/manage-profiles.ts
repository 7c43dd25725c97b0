import { isRecord } from '#core/kernel/is-record.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { queueAllCases } from '#main/usecases/customs/desk/check-due.ts';
import { maskIdNumber } from '#core/customs/id-numbers/mask-id-number.ts';
import { checkSignature } from '#main/usecases/customs/papers/check-signature.ts';
import { EVERY_SHOP, readProfileJson } from '#main/usecases/customs/desk/read-profile.ts';
import type { ProfileRow } from '#main/usecases/customs/desk/read-profile.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ProfileDetail, ProfileSummary } from '#shared/contract/customs-desk.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { EMPTY_PROFILE } from '#shared/model/customs-profile.ts';
import type { CustomsProfile } from '#shared/model/customs-profile.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';

/** Versions of a profile that the drawer shows. */
const SHOWN_VERSIONS = 30;

/** The sender of each shop, masked: everybody's first, then every shop, also those without a profile of their own. */
export function listProfiles(db: ReadDb): ProfileSummary[] {
  const rows = new Map(
    db
      .prepare<[], ProfileRow>('SELECT * FROM customs_profiles')
      .all()
      .map((row) => [row.shop_id, row]),
  );
  const shops = db.prepare<[], { id: string; name: string }>('SELECT id, name FROM shops ORDER BY name').all();
  return [{ id: EVERY_SHOP, name: '' }, ...shops].map(({ id, name }) => {
    const row = rows.get(id);
    const profile = row ? readProfileJson(row) : null;
    return {
      shopId: id,
      shopName: name,
      version: row?.version ?? 0,
      sender: profile ? profile.exporter.company || profile.exporter.name : '',
      country: profile?.exporter.country ?? '',
      numbers: (profile?.exporter.numbers ?? []).map(({ kind, value }) => ({ kind, value: maskIdNumber(value) })),
      savedAtMs: row?.saved_at_ms ?? null,
      savedBy: row?.saved_by ?? '',
    };
  });
}

/** A profile in clear, to be edited, with its versions, newest first; empty where there is none. @throws AppError ERR_CUSTOMS_PROFILE_UNREADABLE */
export function readProfile(db: ReadDb, shopId: string): ProfileDetail {
  const row = db.prepare<[string], ProfileRow>('SELECT * FROM customs_profiles WHERE shop_id = ?').get(shopId);
  const history = db
    .prepare<[string, number], ProfileRow>(
      'SELECT * FROM customs_profile_history WHERE shop_id = ? ORDER BY version DESC LIMIT ?',
    )
    .all(shopId, SHOWN_VERSIONS + 1);
  return {
    shopId,
    version: row?.version ?? 0,
    profile: row ? readProfileJson(row) : EMPTY_PROFILE,
    history: history.slice(0, SHOWN_VERSIONS).map((entry, index) => ({
      version: entry.version,
      savedAtMs: entry.saved_at_ms,
      savedBy: entry.saved_by,
      changed: changedFields(history[index + 1]?.profile_json ?? '{}', entry.profile_json),
    })),
  };
}

/**
 * Saves who sends for a shop (empty: for every shop without its own) and has every open case judged anew.
 * @param version of the profile that was edited; 0: there was none
 * @throws AppError ERR_CUSTOMS_PROFILE_CHANGED when somebody saved meanwhile, ERR_CHANNEL_SHOP_UNKNOWN, ERR_CUSTOMS_PICTURE_*
 */
export function saveProfile(
  context: UseCaseContext,
  act: Act,
  input: { readonly shopId: string; readonly version: number; readonly profile: CustomsProfile },
): ProfileDetail {
  const profile = cleanProfile(input.profile);
  checkSignature(profile.signature);
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const before = tx
      .prepare<[string], ProfileRow>('SELECT * FROM customs_profiles WHERE shop_id = ?')
      .get(input.shopId);
    if ((before?.version ?? 0) !== input.version)
      throw new AppError('ERR_CUSTOMS_PROFILE_CHANGED', { by: before?.saved_by ?? '' });
    requireShop(tx, input.shopId);
    const version = input.version + 1;
    const row = [input.shopId, JSON.stringify(profile), version, atMs, act.actor.name] as const;
    tx.prepare<(string | number)[]>(
      'INSERT OR REPLACE INTO customs_profiles (shop_id, profile_json, version, saved_at_ms, saved_by) VALUES (?, ?, ?, ?, ?)',
    ).run(...row);
    tx.prepare<(string | number)[]>(
      'INSERT INTO customs_profile_history (shop_id, profile_json, version, saved_at_ms, saved_by) VALUES (?, ?, ?, ?, ?)',
    ).run(...row);
    recordAudit(tx, {
      atMs,
      act,
      what: 'customs.profile',
      target: input.shopId,
      data: { version, changed: changedFields(before?.profile_json ?? '{}', row[1]).join(', ') },
    });
    moveHome(tx);
    queueAllCases(tx);
    return readProfile(tx, input.shopId);
  });
}

function requireShop(tx: WriteTx, shopId: string): void {
  if (shopId === EVERY_SHOP) return;
  if (tx.pluck<[string], number>('SELECT 1 FROM shops WHERE id = ?').get(shopId) === undefined)
    throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
}

/** Where all senders sit in one country, orders within it need no look; when that country moves, every order abroad does. */
function moveHome(tx: WriteTx): void {
  const countries = new Set(
    tx
      .pluck<[], string>(
        "SELECT DISTINCT COALESCE(NULLIF(json_extract(profile_json, '$.exporter.country'), ''), 'CN') FROM customs_profiles",
      )
      .all(),
  );
  // Shops without any profile are taken to send from China.
  if (tx.pluck<[], number>("SELECT 1 FROM customs_profiles WHERE shop_id = ''").get() === undefined)
    countries.add('CN');
  const [only] = countries;
  const home = countries.size === 1 && only !== undefined ? only : '';
  const moved = tx.prepare<[string, string]>('UPDATE customs_home SET country = ? WHERE country <> ?').run(home, home);
  if (moved.changes === 0) return;
  tx.prepare<[string]>(
    `INSERT OR IGNORE INTO customs_due (order_id) SELECT o.id FROM orders o JOIN order_recipients r ON r.order_id = o.id
     WHERE o.status IN ('awaiting_payment', 'on_hold', 'ready_to_pack', 'packing', 'packed', 'refunding') AND r.country <> '' AND r.country <> ?`,
  ).run(home);
}

/** Names of the parts that differ; never their values: numbers and signatures stay out of the audit. */
function changedFields(beforeJson: string, afterJson: string): string[] {
  const before: unknown = JSON.parse(beforeJson);
  const after: unknown = JSON.parse(afterJson);
  return differing(before, after, '');
}

function differing(before: unknown, after: unknown, path: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [path];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differing(before[key], after[key], path === '' ? key : `${path}.${key}`),
  );
}

/** Without the invisible characters that come with pasted names and numbers. */
function cleanProfile(profile: CustomsProfile): CustomsProfile {
  const { exporter } = profile;
  return {
    ...profile,
    exporter: {
      ...exporter,
      name: cleanProse(exporter.name),
      company: cleanProse(exporter.company),
      street: cleanProse(exporter.street),
      city: cleanProse(exporter.city),
      province: cleanProse(exporter.province),
      postcode: cleanIdentifier(exporter.postcode),
      phone: cleanIdentifier(exporter.phone),
      email: cleanIdentifier(exporter.email),
      localName: cleanProse(exporter.localName),
      localAddress: cleanProse(exporter.localAddress),
      numbers: exporter.numbers
        .map(({ kind, value }) => ({
          kind,
          value: cleanIdentifier(value)
            .toUpperCase()
            .replaceAll(/[\s.\-/]/g, ''),
        }))
        .filter(({ value }) => value !== ''),
    },
  };
}
