import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { readRefundsProblem } from '#main/usecases/aftersales/pull-refunds.ts';
import { countNow } from '#main/usecases/shops/reconcile/count-now.ts';
import { closeInvestigation, listInvestigations, tickStep } from '#main/usecases/shops/reconcile/investigations.ts';
import { readDayReports, readFindings, readLedgerHours } from '#main/usecases/shops/reconcile/read-ledger.ts';
import { readAccess } from '#main/usecases/shops/refresh-access.ts';
import { readTracks } from '#main/usecases/shops/tracks/read-tracks.ts';

export const syncRouter = base.sync.router({
  ledger: base.sync.ledger.handler(({ input, context }) => ({
    hours: readLedgerHours(context.services.context.read, input),
  })),
  findings: base.sync.findings.handler(({ input, context }) => ({
    findings: readFindings(context.services.context.read, input),
  })),
  reports: base.sync.reports.handler(({ input, context }) => ({
    days: readDayReports(context.services.context.read, input),
  })),
  countNow: base.sync.countNow.handler(({ input, context }) => ({
    jobId: countNow(context.services.context, input),
  })),
  tracks: base.sync.tracks.handler(({ input, context: { services } }) => ({
    ...readTracks(services.context.read, input.id, services.context.clock.nowMs()),
    listen: services.listenState(input.id),
    ways: services.waysOf(input.id),
    calls: services.callsOf(input.id),
    access: readAccess(services.context, services.openShop(input.id)),
    refundsProblem: readRefundsProblem(services.context.read, input.id),
  })),
  investigations: base.sync.investigations.handler(({ input, context }) => ({
    investigations: listInvestigations(context.services.context.read, input.id),
  })),
  tickStep: base.sync.tickStep.handler(({ input, context }) =>
    tickStep(context.services.context, actOf(context), input),
  ),
  closeInvestigation: base.sync.closeInvestigation.handler(({ input, context }) =>
    closeInvestigation(context.services.context, actOf(context), input),
  ),
});
