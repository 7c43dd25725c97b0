import { z } from 'zod';
import { AlertRules, EscalationPolicy, QuietHours } from '#shared/model/alerts.ts';
import { NO_SENDER, SenderAddress } from '#shared/model/sender-address.ts';

export interface SettingDefinition<Value> {
  readonly schema: z.ZodType<Value>;
  readonly defaultValue: Value;
}

function setting<Value>(schema: z.ZodType<Value>, defaultValue: NoInfer<Value>): SettingDefinition<Value> {
  return { schema, defaultValue };
}

const LabelSize = z.object({ widthMm: z.int().min(20).max(210), heightMm: z.int().min(10).max(300) });

/** Every setting of the workstation: what it may be and what it is until somebody changes it. Units stand in the names. */
export const SETTINGS = {
  language: setting(z.enum(['zh-CN', 'en']), 'zh-CN'),
  theme: setting(z.enum(['system', 'light', 'dark']), 'system'),
  stationName: setting(z.string().trim().min(1).max(40), 'Station 1'),
  /** Measured weight may differ from the expected one by this share ... */
  weightTolerancePercent: setting(z.int().min(0).max(100), 5),
  /** ... or by this much, whichever is more: small parcels vary with their wrapping. */
  weightToleranceG: setting(z.int().min(0).max(5_000), 20),
  /** Box, filling and tape of an ordinary parcel. */
  packagingG: setting(z.int().min(0).max(5_000), 30),
  /** Less than this on the scale is an empty scale. */
  weightMinG: setting(z.int().min(1).max(1_000), 10),
  pollIntervalMs: setting(z.int().min(30_000).max(3_600_000), 300_000),
  /** New orders per minute above which what can wait does; 0 = never. */
  lightPathPerMinute: setting(z.int().min(0).max(100_000), 500),
  /** A day whose counts differ by more than this opens an investigation. */
  reconDifferencePercent: setting(z.int().min(0).max(100), 3),
  backupIntervalMs: setting(z.int().min(600_000).max(604_800_000), 14_400_000),
  /** Folder on another disk, from its root; empty: none. A relative one would depend on where the program was started. */
  backupSecondDir: setting(
    z
      .string()
      .trim()
      .max(400)
      .regex(/^($|\/|[A-Za-z]:[\\/]|\\\\)/),
    '',
  ),
  senderAddress: setting(SenderAddress, NO_SENDER),
  labelSize: setting(LabelSize, { widthMm: 100, heightMm: 150 }),
  /** Given to the company by GS1; empty: no SSCC labels. */
  gs1CompanyPrefix: setting(
    z
      .string()
      .trim()
      .regex(/^(\d{4,12})?$/),
    '',
  ),
  /** First digit of an SSCC, chosen by the company; another one opens another set of numbers. */
  gs1ExtensionDigit: setting(z.string().trim().regex(/^\d$/), '0'),
  returnInstructions: setting(
    z.string().trim().max(300),
    '请把本标签贴在外箱上寄回。 Please stick this label on the box and send it back.',
  ),
  receiptNote: setting(z.string().trim().max(200), ''),
  /** The same code again within this time is one scan read twice. */
  duplicateScanMs: setting(z.int().min(0).max(5_000), 300),
  /** A scanner that works as a keyboard sends its characters faster than this, on average; people type slower. */
  wedgeKeyGapMs: setting(z.int().min(15).max(100), 30),
  /** A packer may close a box with a part of its order. */
  allowPartialParcels: setting(z.boolean(), true),
  /** The most units that one scan after a quantity barcode counts; 0: every unit is scanned. */
  quantityScanMax: setting(z.int().min(0).max(999), 99),
  /** Share of parcels that customs is to let pass; 992 is 99.2 %. */
  customsGoalPerMille: setting(z.int().min(0).max(1_000), 992),
  scanSound: setting(z.boolean(), true),
  autoPrintLabel: setting(z.boolean(), true),
  /** Ed25519 public key (SPKI, base64 without the PEM lines) that customs rule packs are signed with; empty: none is accepted. */
  customsRuleKey: setting(
    z
      .string()
      .trim()
      .regex(/^([A-Za-z0-9+/]{59}=)?$/),
    '',
  ),
  /** A window where nobody does anything is signed out after this long; 0: never. */
  signOutAfterMs: setting(z.int().min(0).max(86_400_000), 0),
  /** A change of what customs judges about goods waits until another person agrees. */
  customsSecondPerson: setting(z.boolean(), false),
  /** The operator's name on postal customs forms. */
  customsOperatorName: setting(z.string().trim().max(60), ''),
  /** Numbers behind the captions of CN22. */
  customsCn22Numbers: setting(z.boolean(), true),
  customsLabelStock: setting(z.enum(['100x150', '4x6in']), '100x150'),
  customsBatteryMark: setting(z.enum(['100x100', '100x70']), '100x100'),
  /** Legal term for which customs papers are kept. */
  customsKeepYears: setting(z.int().min(1).max(30), 5),
  /** Names, phones and addresses of settled orders are erased when the order was left alone for so long; 0: never. */
  personalDataDays: setting(z.int().min(0).max(3_650), 180),
  /** What was decided about kinds of alerts; edited on the page of alerts, as the next three. */
  alertRules: setting(AlertRules, {}),
  alertQuietHours: setting(QuietHours, {
    enabled: false,
    fromMinute: 22 * 60,
    untilMinute: 8 * 60,
    criticalPasses: true,
  }),
  alertEscalation: setting(EscalationPolicy, { leastSeverity: 'warning', steps: [] }),
  /** Of each notifier within ten minutes; what is more goes together into the next message. */
  alertMessagesPerTenMinutes: setting(z.int().min(1).max(60), 6),
  /** Wait between the first and the second question about a payment; before the third it is three times as long. */
  paymentAttemptSpacingMs: setting(z.int().min(1_000).max(3_600_000), 60_000),
  logLevel: setting(z.enum(['debug', 'info', 'warn', 'error']), 'info'),
  firstRunDone: setting(z.boolean(), false),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<Name extends SettingName> =
  (typeof SETTINGS)[Name] extends SettingDefinition<infer Value> ? Value : never;

/** Whether a text names a setting; guards names from the wire and from an older or newer database. */
export function isSettingName(text: string): text is SettingName {
  return Object.hasOwn(SETTINGS, text);
}

/** The bounds of a setting that is a number; null for the others. */
export function settingBounds(name: SettingName): { readonly min: number; readonly max: number } | null {
  const { schema } = SETTINGS[name];
  if (!(schema instanceof z.ZodNumber) || schema.minValue === null || schema.maxValue === null) return null;
  return { min: schema.minValue, max: schema.maxValue };
}
