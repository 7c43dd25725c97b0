import { batteryCounts } from '#core/customs/battery-counts.ts';
import { checkLines } from '#core/customs/checks/check-lines.ts';
import type { CheckInput, CustomsCheck } from '#core/customs/customs-check.ts';
import { isPostal } from '#core/customs/postal-form.ts';
import type { BatteryKind, CustomsLine } from '#shared/model/customs.ts';

/** UN number and packing instruction of the IATA rules by where the battery is (customs.md section 9.2). */
export const BATTERY_ENTRIES: Readonly<
  Record<Exclude<BatteryKind, 'none'>, { readonly un: string; readonly pi: string }>
> = {
  ion_in_device: { un: 'UN3481', pi: 'PI967' },
  ion_with_device: { un: 'UN3481', pi: 'PI966' },
  ion_alone: { un: 'UN3480', pi: 'PI965' },
  ion_vehicle: { un: 'UN3556', pi: 'PI952' },
  metal_in_device: { un: 'UN3091', pi: 'PI970' },
  metal_with_device: { un: 'UN3091', pi: 'PI969' },
  metal_alone: { un: 'UN3090', pi: 'PI968' },
};

const WITH_CHARGE: readonly BatteryKind[] = ['ion_with_device', 'ion_alone', 'ion_vehicle'];
const IN_DEVICE: readonly BatteryKind[] = ['ion_in_device', 'metal_in_device'];

/** Batteries by air and by post. */
export const BATTERY_CHECKS = {
  /** Every parcel with batteries says under which entry it flies. */
  'battery-entry': {
    limits: [],
    find: ({ declaration }) => checkLines(declaration, 'battery', (line) => entryOf(line)),
  },

  'battery-energy-unknown': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'battery', (line) =>
        isIon(line) && line.battery.cellMwh === null && line.battery.batteryMwh === null ? entryOf(line) : null,
      ),
  },

  /** Above these the goods are fully regulated class 9 (section I), not section II. */
  'battery-energy': {
    limits: ['cellMwh', 'batteryMwh'],
    find: ({ declaration, limit }) =>
      checkLines(declaration, 'battery', (line) => {
        const { cellMwh, batteryMwh } = line.battery;
        if (!isIon(line) || line.battery.kind === 'ion_vehicle') return null;
        const isAbove = (cellMwh ?? 0) > limit('cellMwh') || (batteryMwh ?? 0) > limit('batteryMwh');
        return isAbove
          ? { ...entryOf(line), cellWh: (cellMwh ?? 0) / 1000, batteryWh: (batteryMwh ?? 0) / 1000 }
          : null;
      }),
  },

  /** `aboveMwh`: smaller ones packed with a device are free of it. */
  'battery-charge': {
    limits: ['mostPercent', 'aboveMwh'],
    find: ({ declaration, limit }) =>
      chargeHits(declaration, limit('aboveMwh'), (percent) => percent !== null && percent > limit('mostPercent')),
  },
  'battery-charge-unknown': {
    limits: ['aboveMwh'],
    find: ({ declaration, limit }) => chargeHits(declaration, limit('aboveMwh'), (percent) => percent === null),
  },

  'battery-cargo-only': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'battery', (line) =>
        line.battery.kind === 'ion_alone' || line.battery.kind === 'metal_alone' ? entryOf(line) : null,
      ),
  },

  /** In the device: no mark up to these numbers in a package, and in no more than two packages. */
  'battery-mark': {
    limits: ['cells', 'batteries', 'packages'],
    find({ declaration, limit }) {
      const counts = batteryCounts(declaration, (line) => IN_DEVICE.includes(line.battery.kind)).filter(
        ({ cells, batteries }) => cells + batteries > 0,
      );
      const isMarked =
        counts.length > limit('packages') ||
        counts.some(({ cells, batteries }) =>
          batteries > 0 ? batteries > limit('batteries') : cells > limit('cells'),
        );
      const first = declaration.lines.findIndex((line) => IN_DEVICE.includes(line.battery.kind));
      const line = declaration.lines[first];
      return isMarked && line ? [{ path: `lines.${first}.battery`, data: { ...entryOf(line) } }] : [];
    },
  },

  /** The post takes batteries in devices within section II only. */
  'battery-by-post': {
    limits: ['cellMwh', 'batteryMwh'],
    find({ declaration, limit }) {
      if (!isPostal(declaration)) return [];
      return checkLines(declaration, 'battery', (line) => {
        const { kind, cellMwh, batteryMwh } = line.battery;
        if (kind === 'none') return null;
        const isSmall = (cellMwh ?? 0) <= limit('cellMwh') && (batteryMwh ?? 0) <= limit('batteryMwh');
        return IN_DEVICE.includes(kind) && isSmall ? null : entryOf(line);
      });
    },
  },

  'battery-papers': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'certificates', (line) =>
        line.battery.kind !== 'none' && !line.certificates.some(({ kind }) => /^UN ?38\.?3$/i.test(kind))
          ? entryOf(line)
          : null,
      ),
  },
} as const satisfies Record<string, CustomsCheck>;

function entryOf(line: CustomsLine): { readonly un: string; readonly pi: string } | null {
  return line.battery.kind === 'none' ? null : BATTERY_ENTRIES[line.battery.kind];
}

function isIon(line: CustomsLine): boolean {
  return line.battery.kind.startsWith('ion');
}

function chargeHits(
  declaration: CheckInput['declaration'],
  aboveMwh: number,
  isWrong: (percent: number | null) => boolean,
) {
  return checkLines(declaration, 'battery', (line) => {
    const { kind, batteryMwh, cellMwh, chargePercent } = line.battery;
    if (!WITH_CHARGE.includes(kind) || !isWrong(chargePercent)) return null;
    const mwh = batteryMwh ?? cellMwh;
    if (kind === 'ion_with_device' && mwh !== null && mwh <= aboveMwh) return null;
    // Vehicles up to 100 Wh are not under PI952's limit.
    if (kind === 'ion_vehicle' && mwh !== null && mwh <= 100_000) return null;
    return { ...entryOf(line), percent: chargePercent ?? '?' };
  });
}
