import { batteryCounts } from '#core/customs/battery-counts.ts';
import type { PaperLimits } from '#core/customs/paper-limits.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/**
 * Whether the parcel bears the lithium battery mark; `cells` counts only where there are no batteries made of them.
 * @param unmarked what may travel in devices without it (PI967 and PI970, section II), by the rules in force; null: nothing
 */
export function needsBatteryMark(declaration: CustomsDeclaration, unmarked: PaperLimits['unmarkedBatteries']): boolean {
  const kinds = declaration.lines.map((line) => line.battery.kind).filter((kind) => kind !== 'none');
  if (kinds.length === 0) return false;
  if (unmarked === null) return true;
  if (kinds.some((kind) => kind !== 'ion_in_device' && kind !== 'metal_in_device')) return true;
  const counts = batteryCounts(declaration, () => true).filter(({ cells, batteries }) => cells + batteries > 0);
  return (
    counts.length > unmarked.packages ||
    counts.some(({ cells, batteries }) => (batteries > 0 ? batteries > unmarked.batteries : cells > unmarked.cells))
  );
}
