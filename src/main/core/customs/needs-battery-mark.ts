import { batteryCounts } from '#core/customs/battery-counts.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** In the device, no mark up to these numbers per package, and in no more than two packages (PI967 and PI970, section II) [V] (B3). */
const UNMARKED = { cells: 4, batteries: 2, packages: 2 };

/** Whether the parcel bears the lithium battery mark; `cells` counts only where there are no batteries made of them. */
export function needsBatteryMark(declaration: CustomsDeclaration): boolean {
  const kinds = declaration.lines.map((line) => line.battery.kind).filter((kind) => kind !== 'none');
  if (kinds.length === 0) return false;
  if (kinds.some((kind) => kind !== 'ion_in_device' && kind !== 'metal_in_device')) return true;
  const counts = batteryCounts(declaration, () => true).filter(({ cells, batteries }) => cells + batteries > 0);
  return (
    counts.length > UNMARKED.packages ||
    counts.some(({ cells, batteries }) => (batteries > 0 ? batteries > UNMARKED.batteries : cells > UNMARKED.cells))
  );
}
