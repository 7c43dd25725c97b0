import { findSettingRow } from '#main/db/repos/settings-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Language } from '#shared/i18n/languages.ts';

const FIRST_WAREHOUSE = 'main';

/** A fresh installation knows no sender: it is entered in the first run or the settings. */
const NOBODY = {
  name: '',
  phone: '',
  country: 'CN',
  province: '',
  city: '',
  district: '',
  town: '',
  street: '',
  postcode: '',
  isMasked: false,
};

/** Makes sure that there is one warehouse to work for. @returns its id */
export function ensureWarehouse(context: UseCaseContext): string {
  const first = firstWarehouse(context);
  if (first !== undefined) return first;
  context.db.transaction((tx) => {
    tx.prepare<[string, string, string, string]>(
      'INSERT INTO warehouses (id, name, zone, sender_json) VALUES (?, ?, ?, ?)',
    ).run(FIRST_WAREHOUSE, 'Main', 'Asia/Shanghai', JSON.stringify(NOBODY));
  });
  return FIRST_WAREHOUSE;
}

/**
 * Lets a new workstation speak as its PC does, until the first run asks: a demo store that came with the start has named its
 * shops by then. Data that was worked with keeps its language.
 */
export function ensureLanguage(context: UseCaseContext, act: Act, language: Language): void {
  if (firstWarehouse(context) !== undefined || findSettingRow(context.read, 'language')) return;
  setSetting(context, { name: 'language', value: language, version: 0 }, act);
}

function firstWarehouse({ read }: UseCaseContext): string | undefined {
  return read.pluck<[], string>('SELECT id FROM warehouses ORDER BY id LIMIT 1').get();
}
