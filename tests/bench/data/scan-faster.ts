import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { BENCH_ACT } from './bench-context.ts';

/** A bench scans faster than a hand: the second unit of a SKU must not be taken for one that was read twice. */
export function scanFasterThanHands(context: UseCaseContext): void {
  if (readSetting(context.read, 'duplicateScanMs') === 0) return;
  setSetting(context, { name: 'duplicateScanMs', value: 0, version: 0 }, BENCH_ACT);
}
