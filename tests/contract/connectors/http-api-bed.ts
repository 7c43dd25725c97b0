import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { httpApiConnector } from '#main/plugins/channels/http-api/http-api-connector.ts';
import { HTTP_STARTERS } from '#main/plugins/channels/http-api/starters.ts';
import type { HttpStarter } from '#main/plugins/channels/http-api/starters.ts';
import { startGenericApiSimulator } from '#main/simulators/generic-api/generic-api-simulator.ts';
import type {
  GenericApiSimulator,
  GenericApiSimulatorOptions,
} from '#main/simulators/generic-api/generic-api-simulator.ts';
import { HttpTemplate } from '#shared/model/http-template/http-template.ts';
import { PATIENCE_MS } from '#tests/contract/connectors/channel-bed.ts';
import type { ChannelBed } from '#tests/contract/connectors/channel-bed.ts';

export interface HttpApiBed extends ChannelBed {
  readonly erp: GenericApiSimulator;
  readonly template: HttpTemplate;
  /** A context with other parts of the template or other credentials. */
  contextWith(changes: { template?: object; credentials?: object }): ChannelContext;
}

export interface HttpApiBedOptions {
  readonly starter?: HttpStarter['id'];
  readonly erp?: GenericApiSimulatorOptions;
  /** Laid over the starter. */
  readonly template?: object;
}

export async function startHttpApiBed(options: HttpApiBedOptions = {}): Promise<HttpApiBed> {
  const clock = { nowMs: () => Date.now() };
  const erp = await startGenericApiSimulator(options.erp ?? {});
  const http = createNodeHttpClient({ clock });
  const starter = HTTP_STARTERS.find(({ id }) => id === (options.starter ?? 'rest-json'))?.template;
  const paging = starter && 'size' in starter.orders.paging ? { ...starter.orders.paging, size: 20 } : undefined;
  const base = { ...starter, orders: { ...starter?.orders, paging }, timeoutMs: PATIENCE_MS, ...options.template };
  const keys = {
    apiKey: erp.secret,
    userName: erp.key,
    password: erp.secret,
    token: erp.secret,
    signingKey: erp.key,
    signingSecret: erp.secret,
    pushSecret: erp.pushSecret,
    previousPushSecret: erp.previousPushSecret,
  };
  const contextWith: HttpApiBed['contextWith'] = (changes) => ({
    config: httpApiConnector.configSchema.parse({ baseUrl: erp.url, template: { ...base, ...changes.template } }),
    credentials: httpApiConnector.credentialsSchema.parse({ ...keys, ...changes.credentials }),
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  });
  const push = (number: string, compose: Parameters<GenericApiSimulator['composePush']>[1]): PushRequest => ({
    method: 'POST',
    ...erp.composePush(number, compose),
  });
  return {
    erp,
    template: HttpTemplate.parse(base),
    contextWith,
    books: erp.books,
    faults: erp.faults,
    operations: { list: 'orders.list', ship: 'shipments.create' },
    context: () => contextWith({}),
    refusedContexts: () => ({
      'a wrong key': contextWith({
        credentials: { apiKey: 'wrong', password: 'wrong', token: 'wrong', signingSecret: 'no' },
      }),
      'no key': contextWith({ credentials: { apiKey: '', password: '', token: '', signingSecret: '' } }),
    }),
    addPaidOrders: (count, spreadMs = 0) =>
      erp.addOrders(count, { situation: 'paid', spreadMs }).map((order) => order.id),
    addHeldOrder: () => erp.addOrders(1, { situation: 'forbid-consign' })[0]?.id ?? '',
    touch: (id) => void erp.change(id),
    unknownNumber: '100000000000000099',
    pushes: async (number) => ({
      good: push(number, {}),
      flipped: push(number, { flipByte: true }),
      previousSecret: push(number, { signedWith: 'previous' }),
    }),
    async close() {
      http.close();
      await erp.close();
    },
  };
}
