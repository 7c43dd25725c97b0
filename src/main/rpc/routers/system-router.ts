import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import type { CallContext } from '#main/rpc/call-context.ts';
import { presentOperator } from '#main/rpc/present-operator.ts';
import { windowAct } from '#main/rpc/window-act.ts';
import { assertFirstRun, finishFirstRun } from '#main/usecases/system/finish-first-run.ts';
import { readWorkload } from '#main/usecases/system/read-workload.ts';
import { readPutOff } from '#main/usecases/system/read-put-off.ts';
import { rotateRecoveryKey } from '#main/usecases/system/rotate-recovery-key.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { newestMachineCheck } from '#main/usecases/system/machine-checks.ts';

export const systemRouter = base.system.router({
  status: base.system.status.handler(({ context }) => {
    const { context: ctx, safety, demo, platform } = context.services;
    const nowMs = ctx.clock.nowMs();
    return {
      version: platform.appVersion,
      host: platform.hostKind,
      mode: safety.mode(),
      problem: safety.problem(),
      operator: presentOperator(context),
      signedInByBadge: context.session.isByBadge(),
      ...readWorkload(ctx.read),
      lightPath: readPutOff(ctx),
      demo: demo.isRunning(),
      demoAvailable: true,
      keystoreKind: safety.keystoreKind,
      nowMs,
    };
  }),
  events: base.system.events.handler(({ context: { services, session }, signal }) =>
    services.live.subscribe(signal ? AbortSignal.any([signal, session.ended]) : session.ended),
  ),
  verify: base.system.verify.handler(({ context }) => context.services.verify()),
  machineCheck: base.system.machineCheck.handler(({ context }) => ({
    check: newestMachineCheck(context.services.context.read),
  })),
  checkMachine: base.system.checkMachine.handler(async ({ context }) => ({
    check: await context.services.machine.run(),
  })),
  supportBundle: base.system.supportBundle.handler(({ context }) =>
    context.services.writeSupportBundle(actOf(context)),
  ),
  startDemo: base.system.startDemo.handler(async ({ input, context }) => {
    assertMayChangeShops(context);
    await context.services.demo.show(input.orders);
    return {};
  }),
  addDemoOrders: base.system.addDemoOrders.handler(({ input, context }) => {
    context.services.demo.addOrders(input.count);
    return {};
  }),
  demoScale: base.system.demoScale.handler(({ input, context }) => {
    context.services.demo.putOnScale(input.grams);
    return {};
  }),
  demoLabels: base.system.demoLabels.handler(async ({ context }) => ({ labels: await context.services.demo.labels() })),
  demoBench: base.system.demoBench.handler(({ context }) => context.services.demo.bench()),
  setDemoFault: base.system.setDemoFault.handler(async ({ input, context }) => {
    await context.services.demo.setFault(input.fault, input.isOn);
    return context.services.demo.bench();
  }),
  setDemoComponent: base.system.setDemoComponent.handler(async ({ input, context }) => {
    await context.services.demo.setComponent(input.id, input.isOn);
    return context.services.demo.bench();
  }),
  setDemoPrinter: base.system.setDemoPrinter.handler(async ({ input, context }) => {
    await context.services.demo.setPrinter(input.id, input.isOn);
    return context.services.demo.bench();
  }),
  printDemoWaybill: base.system.printDemoWaybill.handler(({ input, context }) => {
    context.services.demo.printWaybill(actOf(context), input.id);
    return context.services.demo.bench();
  }),
  demoShops: base.system.demoShops.handler(({ context }) => context.services.demo.shops()),
  openDemoShop: base.system.openDemoShop.handler(({ input, context }) =>
    context.services.demo.openShop(input.platform),
  ),
  closeDemoShop: base.system.closeDemoShop.handler(({ input, context }) =>
    context.services.demo.closeShop(actOf(context), input.platform),
  ),
  passDemoTime: base.system.passDemoTime.handler(({ input, context }) =>
    context.services.demo.passTime(input.minutes * 60_000),
  ),
  commandDemoShop: base.system.commandDemoShop.handler(({ input, context }) =>
    context.services.demo.commandShop(input.platform, input.command),
  ),
  demoPayments: base.system.demoPayments.handler(({ context }) => context.services.demo.payments()),
  commandDemoPayments: base.system.commandDemoPayments.handler(({ input, context }) =>
    context.services.demo.commandPayments(actOf(context), input),
  ),
  finishFirstRun: base.system.finishFirstRun.handler(async ({ input, context }) => {
    const { context: ctx, safety } = context.services;
    const admin = await finishFirstRun(ctx, input, windowAct(context));
    if (context.session.kind === 'window') context.session.signIn(admin);
    return { recoveryKey: rotateRecoveryKey(ctx, safety.rotateRecoveryKey, actOf(context)) };
  }),
  enterRecoveryKey: base.system.enterRecoveryKey.handler(async ({ input, context }) => {
    const { safety } = context.services;
    if (safety.mode() !== 'needs_recovery_key') throw new AppError('ERR_AUTH_ROLE_MISSING', { needed: 'admin' });
    await safety.enterRecoveryKey(input.recoveryKey);
    safety.restart();
    return {};
  }),
  showRecoveryKey: base.system.showRecoveryKey.handler(({ context }) => {
    const { context: ctx, safety } = context.services;
    return { recoveryKey: rotateRecoveryKey(ctx, safety.rotateRecoveryKey, actOf(context)) };
  }),
});

/** The wizard may offer the demo store before there is an administrator; afterwards it is one's decision. */
function assertMayChangeShops(context: CallContext): void {
  if (!context.session.scopes().has('admin')) assertFirstRun(context.services.context);
}
