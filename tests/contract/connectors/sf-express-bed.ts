import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { CarrierContext, WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import { sfExpressConnector } from '#main/plugins/carriers/sf-express/sf-express-connector.ts';
import { startSfExpressSimulator } from '#main/simulators/sf-express/sf-express-simulator.ts';
import type { CarrierBed } from '#tests/contract/connectors/carrier-bed.ts';
import { PATIENCE_MS } from '#tests/contract/connectors/channel-bed.ts';
import type { Recipient } from '#shared/model/order.ts';

const clock = { nowMs: () => Date.now() };

const person = (name: string, phone: string, city: string): Recipient => ({
  name,
  phone,
  country: 'CN',
  province: '广东省',
  city,
  district: '南山区',
  town: '',
  street: '科技路1号 (A栋)*2~3',
  postcode: '',
  isMasked: false,
});

export async function startSfExpressBed(): Promise<CarrierBed> {
  const carrier = await startSfExpressSimulator();
  const http = createNodeHttpClient({ clock });
  const config = sfExpressConnector.configSchema.parse({
    gatewayUrl: carrier.serviceUrl,
    requestTimeoutMs: PATIENCE_MS,
  });
  const good = { partnerId: carrier.partnerID, checkWord: carrier.checkWord };
  const context = (credentials: object = good): CarrierContext => ({
    config,
    credentials: sfExpressConnector.credentialsSchema.parse({ ...good, ...credentials }),
    http,
    clock,
    signal: new AbortController().signal,
  });
  return {
    books: carrier.books,
    faults: carrier.faults,
    operations: { create: 'EXP_RECE_CREATE_ORDER', find: 'EXP_RECE_SEARCH_ORDER_RESP' },
    context: () => context(),
    refusedContexts: () => ({ 'a wrong check word': context({ checkWord: 'wrong' }) }),
    request: (requestKey): WaybillRequest => ({
      requestKey,
      serviceCode: '2',
      sender: person('仓库', '13800000001', '深圳市'),
      recipient: person('张三', '13800000002', '杭州市'),
      weightG: 1250,
      parcelCount: 1,
      goods: [{ name: "T恤 (L)*2~3 100%+!'", quantity: 2 }],
      remark: '',
    }),
    makeUndeliverable: (requestKey) => carrier.decideFilter(requestKey, 3),
    async close() {
      http.close();
      await carrier.close();
    },
  };
}
