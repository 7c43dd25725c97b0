import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { pluginFields } from '#main/usecases/plugin-fields.ts';
import { disconnectCarrier } from '#main/usecases/shipping/disconnect-carrier.ts';
import {
  createCarrierAccount,
  listCarrierAccounts,
  testCarrier,
  updateCarrierAccount,
} from '#main/usecases/shipping/manage-carriers.ts';

export const carriersRouter = base.carriers.router({
  available: base.carriers.available.handler(({ context }) => ({
    carriers: context.services.carrierPlugins.carriers.map((carrier) => ({
      id: carrier.id,
      label: { ...carrier.label },
      apiVersion: carrier.apiVersion,
      configFields: pluginFields(carrier.configSchema, false),
      credentialFields: pluginFields(carrier.credentialsSchema, true),
      services: carrier.services.map((service) => ({ code: service.code, label: { ...service.label } })),
    })),
  })),
  list: base.carriers.list.handler(({ context }) => ({ accounts: listCarrierAccounts(context.services.context.read) })),
  create: base.carriers.create.handler(({ input, context }) =>
    createCarrierAccount(context.services.context, context.services.carrierPlugins, actOf(context), input),
  ),
  update: base.carriers.update.handler(({ input, context }) =>
    updateCarrierAccount(context.services.context, context.services.carrierPlugins, actOf(context), input),
  ),
  disconnect: base.carriers.disconnect.handler(({ input, context }) =>
    disconnectCarrier(context.services.context, actOf(context), input.id),
  ),
  test: base.carriers.test.handler(({ input, context }) => testCarrier(context.services.carrierPlugins, input)),
});
