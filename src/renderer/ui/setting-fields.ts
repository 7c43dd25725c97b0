import type { SettingName } from '#shared/model/settings.ts';

/** How a setting is shown: where it stands, in which unit people think of it, what can be chosen. */
export interface SettingField {
  readonly group: 'station' | 'packing' | 'weighing' | 'labels' | 'sync' | 'customs' | 'backup' | 'other';
  /** The stored number divided by `per` is what people see. */
  readonly unit?: {
    readonly name: 'g' | '%' | 'ms' | 's' | 'min' | 'h' | 'days' | 'years' | 'units' | 'perMinute';
    readonly per: number;
  };
  readonly choices?: readonly string[];
  /** Some sentences. */
  readonly isLong?: true;
}

const MINUTE = { name: 'min', per: 60_000 } as const;

/** In the order in which they stand on the page. Settings that are missing here are the program's own. */
export const SETTING_FIELDS: Partial<Record<SettingName, SettingField>> = {
  stationName: { group: 'station' },
  language: { group: 'station', choices: ['zh-CN', 'en'] },
  theme: { group: 'station', choices: ['system', 'light', 'dark'] },
  signOutAfterMs: { group: 'station', unit: MINUTE },
  autoPrintLabel: { group: 'packing' },
  allowPartialParcels: { group: 'packing' },
  quantityScanMax: { group: 'packing', unit: { name: 'units', per: 1 } },
  scanSound: { group: 'packing' },
  duplicateScanMs: { group: 'packing', unit: { name: 'ms', per: 1 } },
  wedgeKeyGapMs: { group: 'packing', unit: { name: 'ms', per: 1 } },
  weightTolerancePercent: { group: 'weighing', unit: { name: '%', per: 1 } },
  weightToleranceG: { group: 'weighing', unit: { name: 'g', per: 1 } },
  packagingG: { group: 'weighing', unit: { name: 'g', per: 1 } },
  weightMinG: { group: 'weighing', unit: { name: 'g', per: 1 } },
  senderAddress: { group: 'labels' },
  labelSize: { group: 'labels' },
  gs1CompanyPrefix: { group: 'labels' },
  gs1ExtensionDigit: { group: 'labels' },
  returnInstructions: { group: 'labels', isLong: true },
  receiptNote: { group: 'labels', isLong: true },
  pollIntervalMs: { group: 'sync', unit: MINUTE },
  paymentAttemptSpacingMs: { group: 'sync', unit: { name: 's', per: 1_000 } },
  lightPathPerMinute: { group: 'sync', unit: { name: 'perMinute', per: 1 } },
  reconDifferencePercent: { group: 'sync', unit: { name: '%', per: 1 } },
  customsSecondPerson: { group: 'customs' },
  customsGoalPerMille: { group: 'customs', unit: { name: '%', per: 10 } },
  backupIntervalMs: { group: 'backup', unit: { name: 'h', per: 3_600_000 } },
  backupSecondDir: { group: 'backup' },
  customsRuleKey: { group: 'customs' },
  customsOperatorName: { group: 'customs' },
  customsCn22Numbers: { group: 'customs' },
  customsLabelStock: { group: 'customs', choices: ['100x150', '4x6in'] },
  customsBatteryMark: { group: 'customs', choices: ['100x100', '100x70'] },
  customsKeepYears: { group: 'customs', unit: { name: 'years', per: 1 } },
  personalDataDays: { group: 'other', unit: { name: 'days', per: 1 } },
  logLevel: { group: 'other', choices: ['debug', 'info', 'warn', 'error'] },
};

export const SETTING_GROUPS = [
  'station',
  'packing',
  'weighing',
  'labels',
  'sync',
  'customs',
  'backup',
  'other',
] as const;
