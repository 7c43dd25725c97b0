import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { calibratePrinter } from '#main/usecases/devices/calibrate-printer.ts';
import { listScaleChecks, recordScaleCheck } from '#main/usecases/devices/check-scale.ts';
import { createDevice, removeDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';
import { listRemovedDevices, restoreDevice } from '#main/usecases/devices/restore-device.ts';
import { printPlatformDocument } from '#main/usecases/printing/print-platform-document.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { PrintJobId } from '#shared/model/ids.ts';

export const devicesRouter = base.devices.router({
  list: base.devices.list.handler(({ context }) => ({ devices: context.services.devices.list() })),
  create: base.devices.create.handler(async ({ input, context }) => {
    const id = createDevice(context.services.context, actOf(context), input);
    await context.services.devices.sync();
    return context.services.devices.view(id);
  }),
  update: base.devices.update.handler(async ({ input, context }) => {
    updateDevice(context.services.context, actOf(context), input);
    await context.services.devices.sync();
    context.services.printQueue.wakeAll();
    return context.services.devices.view(input.id);
  }),
  remove: base.devices.remove.handler(async ({ input, context }) => {
    removeDevice(context.services.context, actOf(context), input.id);
    await context.services.devices.sync();
    return {};
  }),
  removed: base.devices.removed.handler(({ context }) => ({
    devices: listRemovedDevices(context.services.context.read),
  })),
  restore: base.devices.restore.handler(async ({ input, context }) => {
    restoreDevice(context.services.context, actOf(context), input.id);
    await context.services.devices.sync();
    context.services.printQueue.wakeAll();
    return context.services.devices.view(input.id);
  }),
  serialPorts: base.devices.serialPorts.handler(async ({ context }) => ({
    ports: await context.services.listSerialPorts(),
  })),
  printerPlaces: base.devices.printerPlaces.handler(({ input, context }) =>
    context.services.listPrinterPlaces(input.kind),
  ),
  hidDevices: base.devices.hidDevices.handler(({ context }) => context.services.listHidDevices()),
  inputDevices: base.devices.inputDevices.handler(({ context }) => context.services.listInputDevices()),
  options: base.devices.options.handler(({ context }) => context.services.deviceOptions()),
  detectPrinter: base.devices.detectPrinter.handler(async ({ input, context }) => ({
    found: await context.services.printerModels.detect(input.address),
  })),
  printDocument: base.devices.printDocument.handler(({ input, context }) => {
    const { services } = context;
    const { config } = services.devices.view(input.deviceId);
    if (config.kind !== 'printer' || config.address.kind !== 'component')
      throw new AppError('ERR_COMPONENT_OTHER', { component: '' });
    const printJobId = printPlatformDocument(services.context, actOf(context), {
      deviceId: input.deviceId,
      componentId: config.address.componentId,
      document: { documentId: input.documentId, contents: input.contents },
      orderId: input.orderId,
    });
    services.printQueue.wake(input.deviceId);
    return { printJobId: PrintJobId.parse(printJobId) };
  }),
  importPrinterProfile: base.devices.importPrinterProfile.handler(({ input, context }) =>
    context.services.printerModels.importProfile(actOf(context), input.text),
  ),
  listenToScale: base.devices.listenToScale.handler(({ input, context }) => context.services.scaleSetup.listen(input)),
  suggestScalePattern: base.devices.suggestScalePattern.handler(({ input, context }) =>
    context.services.scaleSetup.suggest(input.hex, input.shown),
  ),
  startScaleDetection: base.devices.startScaleDetection.handler(({ input, context }) =>
    context.services.scaleSetup.startDetection(input.address),
  ),
  scaleDetection: base.devices.scaleDetection.handler(({ context }) => context.services.scaleSetup.detection()),
  cancelScaleDetection: base.devices.cancelScaleDetection.handler(({ context }) =>
    context.services.scaleSetup.cancelDetection(),
  ),
  scaleChecks: base.devices.scaleChecks.handler(({ input, context }) => ({
    checks: listScaleChecks(context.services.context.read, input.id),
  })),
  recordScaleCheck: base.devices.recordScaleCheck.handler(({ input, context }) => {
    const { services } = context;
    const check = { ...input, deviceId: input.id };
    return recordScaleCheck(services.context, actOf(context), check, services.devices.steadyWeight(input.id));
  }),
  calibrate: base.devices.calibrate.handler(async ({ input, context }) => {
    const { services } = context;
    const problem = await calibratePrinter(services.context, actOf(context), input.id, (id) =>
      services.devices.calibrate(id),
    );
    return { problem };
  }),
  test: base.devices.test.handler(({ input, context }) => context.services.devices.test(input.id)),
});
