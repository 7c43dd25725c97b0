import { judgeCommand } from '#core/scanning/command-rules.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { choosePackaging } from '#main/usecases/packing/choose-packaging.ts';
import { holdParcel } from '#main/usecases/packing/hold-parcel.ts';
import { putOnTable } from '#main/usecases/packing/open-parcel.ts';
import { makePartial } from '#main/usecases/packing/make-partial.ts';
import { setNextQuantity } from '#main/usecases/packing/next-quantity.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { putParcelBack } from '#main/usecases/packing/put-parcel-back.ts';
import { stationPhase } from '#main/usecases/packing/station-phase.ts';
import { undoLastScan } from '#main/usecases/packing/undo-scan.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import { waybillLabelKey } from '#main/usecases/printing/print-waybill.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { PackingPhase } from '#shared/contract/packing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Command, CommandBarcode } from '#shared/scanning/command-barcode.ts';

type ScannedCommand = Extract<CommandBarcode, { kind: 'command' }>;

/**
 * A command barcode at a station. What it means in each phase is a table (core/scanning/command-rules.ts).
 * @returns `done` when the scan itself did it, `screen` when a window of the station does.
 * @throws AppError ERR_PACKING_COMMAND_NOT_NOW, ERR_PACKING_NO_SESSION, and those of what the command does
 */
export function runCommand(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  stationId: string,
  parcel: ParcelRow | null,
  { command, quantity, packagingCode }: ScannedCommand,
): 'done' | 'screen' {
  const phase = stationPhase(tx, parcel);
  const verdict = judgeCommand(command, phase);
  if (!verdict.ok) throw new AppError(verdict.code, { command, phase, stationId });
  if (parcel && verdict.by === 'screen') checkScreenCommand(tx, parcel, command, phase);
  if (verdict.by === 'screen') return 'screen';
  if (!parcel) throw new AppError('ERR_PACKING_NO_SESSION', { stationId });
  const atMs = context.clock.nowMs();
  const acts: Partial<Record<Command, () => void>> = {
    NEXT: () => putOnTable(tx, atMs, stationId, null),
    PARTIAL: () => makePartial(tx, act, atMs, parcel),
    HOLD: () => holdParcel(tx, act, atMs, stationId, parcel),
    UNDO: () => undoLastScan(tx, parcel.id),
    BOX: () => choosePackaging(tx, parcel, packagingCode ?? ''),
    QTY: () => setNextQuantity(tx, stationId, quantity),
    // Whoever scans this barcode means it: no question is asked.
    SKIP() {
      putParcelBack(tx, context, act, atMs, parcel);
      putOnTable(tx, atMs, stationId, null);
    },
  };
  acts[command]?.();
  return 'done';
}

/** A window would find nothing to do, and say nothing. */
function checkScreenCommand(tx: WriteTx, parcel: ParcelRow, command: Command, phase: PackingPhase): void {
  if (command === 'FINISH' && phase === 'weigh' && parcel.weight_g === null)
    throw new AppError('ERR_PACKING_WEIGHT_MISSING', {});
  if (command !== 'REPRINT') return;
  const waybill = waybillOf(tx, parcel.id);
  const print = waybill ? latestPrint(tx, waybillLabelKey(waybill.id)) : undefined;
  if (!print || !['printed', 'voided', 'unconfirmed', 'interrupted'].includes(print.state))
    throw new AppError('ERR_PACKING_COMMAND_NOT_NOW', { command, phase });
}
