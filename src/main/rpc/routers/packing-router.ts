import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import type { CallContext } from '#main/rpc/call-context.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { cancelParcel, nextParcel, unscanItem } from '#main/usecases/packing/leave-parcel.ts';
import { listWaiting } from '#main/usecases/packing/list-waiting.ts';
import { openParcel } from '#main/usecases/packing/open-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { weighParcel, weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import { prepareWaybillLabel } from '#main/usecases/printing/prepare-waybill-label.ts';
import type { PackingState } from '#shared/contract/packing.ts';
import { AppError } from '#shared/errors/app-error.ts';

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

export const packingRouter = base.packing.router({
  state: base.packing.state.handler(({ input, context }) => view(context, input.stationId)),
  waiting: base.packing.waiting.handler(({ input, context }) => ({
    items: listWaiting(context.services.context.read, input.limit),
  })),
  scan: base.packing.scan.handler(({ input, context }) => {
    const outcome = scanCode(context.services.context, actOf(context), input.stationId, input.code, {
      duplicateMs: input.isSecondUnit ? 0 : context.services.duplicateScanMs(),
    });
    const state = view(context, input.stationId);
    if (outcome.verdict === 'order_opened') drawAhead(context, state);
    return { ...outcome, state };
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
    services.context.db.transaction((tx) =>
      openParcel(tx, services.context, actOf(context), input.stationId, input.orderId),
    );
    const state = view(context, input.stationId);
    drawAhead(context, state);
    return { verdict: 'order_opened' as const, problem: null, code: '', skuCode: null, state };
  }),
});
