import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import type { CallContext } from '#main/rpc/call-context.ts';
import { checkAtPacking } from '#main/usecases/customs/desk/check-at-packing.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { cancelParcel, nextParcel, unscanItem } from '#main/usecases/packing/leave-parcel.ts';
import { listWaiting } from '#main/usecases/packing/list-waiting.ts';
import { openParcel } from '#main/usecases/packing/open-parcel.ts';
import { stationParcel } from '#main/usecases/packing/parcel-rows.ts';
import { runCommand } from '#main/usecases/packing/run-command.ts';
import { answerScan } from '#main/usecases/devices/answer-scan.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { weighParcel, weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import { signInByBadge } from '#main/rpc/sign-in-by-badge.ts';
import { prepareWaybillLabel } from '#main/usecases/printing/prepare-waybill-label.ts';
import type { PackingState, ScanVerdict } from '#shared/contract/packing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { HIDDEN_BADGE, parseCommandBarcode } from '#shared/scanning/command-barcode.ts';
import type { Command } from '#shared/scanning/command-barcode.ts';

function view({ services }: CallContext, stationId: string): PackingState {
  return viewStation(services.context.read, stationId, services.weightPolicy(), services.dayStartMs());
}

/** A box that comes back to the table with its waybill finds its label drawn when it is closed. */
function drawAhead({ services }: CallContext, { shipmentId, stationId }: PackingState): void {
  if (shipmentId !== null) prepareWaybillLabel(services.context, services.finish.printing, shipmentId, stationId);
}

/** Closes the box; what stands in the way is shown with the parcel, not instead of it. */
async function finish(context: CallContext, stationId: string, signal: AbortSignal | undefined): Promise<PackingState> {
  const { services } = context;
  const problem = await finishParcel(
    services.context,
    services.finish,
    actOf(context),
    stationId,
    signal ?? new AbortController().signal,
  );
  const state = view(context, stationId);
  const known = problem && state.problems.some((shown) => shown.code === problem.code);
  return problem && !known ? { ...state, problems: [problem, ...state.problems] } : state;
}

/** Whoever packs here changes by the scan of a badge; the parcel on the table stays. */
function badgeVerdict(context: CallContext, stationId: string, secret: string): ScanVerdict {
  const told = { code: HIDDEN_BADGE, skuCode: null, again: HIDDEN_BADGE, state: view(context, stationId) };
  try {
    signInByBadge(context, secret);
    return { ...told, verdict: 'signed_in', problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...told, verdict: 'refused', problem: { code: error.code, data: error.data } };
  }
}

/** A button of the screen that a barcode of the sheet can press as well. */
function command(context: CallContext, stationId: string, name: Command, packagingCode: string | null = null): void {
  const { db, ...parts } = context.services.context;
  db.transaction((tx) =>
    runCommand(tx, parts, actOf(context), stationId, stationParcel(tx, stationId), {
      kind: 'command',
      command: name,
      quantity: null,
      packagingCode,
    }),
  );
}

export const packingRouter = base.packing.router({
  state: base.packing.state.handler(({ input, context }) => view(context, input.stationId)),
  waiting: base.packing.waiting.handler(({ input, context }) => ({
    items: listWaiting(context.services.context.read, input.limit),
  })),
  scan: base.packing.scan.handler(({ input, context }) => {
    if (input.isExpiredMeant && !context.session.scopes().has('lead'))
      throw new AppError('ERR_AUTH_ROLE_MISSING', { needed: 'lead' });
    const scanner = input.source === 'wedge' ? context.services.devices.wedgeScan(input.code) : null;
    const code = scanner?.code ?? input.code;
    const badge = parseCommandBarcode(code);
    if (badge?.kind === 'badge') return badgeVerdict(context, input.stationId, badge.secret);
    const stationId = scanner !== null && scanner.stationId !== '' ? scanner.stationId : input.stationId;
    if (scanner !== null && scanner.purpose !== 'packing') {
      const { scannerId, purpose } = scanner;
      const news = answerScan(context.services.context, actOf(context), { scannerId, purpose, code });
      context.services.live.publish({ topic: 'scan', id: stationId, data: { ...news } });
      return {
        verdict: 'aside',
        problem: null,
        code,
        skuCode: null,
        again: code,
        state: view(context, input.stationId),
      };
    }
    const outcome = scanCode(context.services.context, actOf(context), stationId, code, {
      duplicateMs: context.services.duplicateScanMs(),
      isSecondUnit: input.isSecondUnit,
      isExpiredMeant: input.isExpiredMeant,
      scannerId: scanner?.scannerId ?? null,
    });
    const state = view(context, stationId);
    if (outcome.verdict === 'order_opened') drawAhead(context, state);
    if (stationId === input.stationId) return { ...outcome, state };
    // The scanner of another table typed into this window: that table hears and shows it.
    context.services.live.publish({ topic: 'scan', id: stationId, data: { ...outcome } });
    return { ...outcome, verdict: 'elsewhere', problem: null, state: view(context, input.stationId) };
  }),
  unscan: base.packing.unscan.handler(({ input, context }) => {
    unscanItem(context.services.context, input.stationId, input.lineId);
    return view(context, input.stationId);
  }),
  weight: base.packing.weight.handler(({ input, context }) => context.services.stationScale.live(input.stationId)),
  weigh: base.packing.weigh.handler(({ input, context }) => {
    weighParcel(
      context.services.context,
      context.services.stationScale,
      actOf(context),
      input.stationId,
      context.services.weightPolicy(),
    );
    return view(context, input.stationId);
  }),
  weighManually: base.packing.weighManually.handler(({ input, context }) => {
    if (input.overrideTolerance && !context.session.scopes().has('lead'))
      throw new AppError('ERR_AUTH_ROLE_MISSING', { needed: 'lead' });
    if (input.overrideTolerance && input.reason.trim() === '') throw new AppError('ERR_PRINT_REASON_REQUIRED', {});
    weighParcelManually(context.services.context, actOf(context), input.stationId, context.services.weightPolicy(), {
      grams: input.grams,
      override: input.overrideTolerance ? input.reason.trim() : null,
    });
    return view(context, input.stationId);
  }),
  finish: base.packing.finish.handler(({ input, context, signal }) => finish(context, input.stationId, signal)),
  // Asking what became of a request is the first thing that closing the box does when an earlier one has no answer.
  resolveWaybill: base.packing.resolveWaybill.handler(({ input, context, signal }) =>
    finish(context, input.stationId, signal),
  ),
  partial: base.packing.partial.handler(({ input, context }) => {
    command(context, input.stationId, 'PARTIAL');
    return view(context, input.stationId);
  }),
  choosePackaging: base.packing.choosePackaging.handler(({ input, context }) => {
    command(context, input.stationId, 'BOX', input.code);
    return view(context, input.stationId);
  }),
  hold: base.packing.hold.handler(({ input, context }) => {
    command(context, input.stationId, 'HOLD');
    return view(context, input.stationId);
  }),
  cancel: base.packing.cancel.handler(({ input, context }) => {
    cancelParcel(context.services.context, actOf(context), input.stationId);
    return view(context, input.stationId);
  }),
  next: base.packing.next.handler(({ input, context }) => {
    nextParcel(context.services.context, input.stationId);
    return view(context, input.stationId);
  }),
  open: base.packing.open.handler(({ input, context }) => {
    const { services } = context;
    // In a transaction of its own: what it finds stands also when the order is refused for it.
    services.context.db.transaction((tx) =>
      checkAtPacking(tx, services.context.clock.nowMs(), actOf(context), input.orderId),
    );
    services.context.db.transaction((tx) =>
      openParcel(tx, services.context, actOf(context), input.stationId, input.orderId),
    );
    const state = view(context, input.stationId);
    drawAhead(context, state);
    return { verdict: 'order_opened' as const, problem: null, code: '', skuCode: null, again: '', state };
  }),
});
