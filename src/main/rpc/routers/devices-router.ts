import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { createDevice, removeDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';

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
  serialPorts: base.devices.serialPorts.handler(async ({ context }) => ({
    ports: await context.services.listSerialPorts(),
  })),
  printerPlaces: base.devices.printerPlaces.handler(({ input, context }) =>
    context.services.listPrinterPlaces(input.kind),
  ),
  options: base.devices.options.handler(({ context }) => context.services.deviceOptions()),
  detectPrinter: base.devices.detectPrinter.handler(async ({ input, context }) => ({
    found: await context.services.printerModels.detect(input.address),
  })),
  importPrinterProfile: base.devices.importPrinterProfile.handler(({ input, context }) =>
    context.services.printerModels.importProfile(actOf(context), input.text),
  ),
  test: base.devices.test.handler(({ input, context }) => context.services.devices.test(input.id)),
});
