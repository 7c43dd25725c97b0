import { expect, it } from 'vitest';
import type { HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';
import { orderText, pinduoduoContext } from '#main/plugins/channels/pinduoduo/fixtures/test-context.ts';
import { confirmPinduoduoShipment } from '#main/plugins/channels/pinduoduo/shipment.ts';
import { answered, answeredJson, formOf, noAnswer, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const REQUEST = {
  requestKey: 'ship-1',
  externalNumber: '260101-000000000000001',
  carrierId: 'sf-express',
  trackingNumber: 'SF1040275268927',
  lines: [],
  platformData: {},
};
const ORDER = orderText();
const SHIPPED = ORDER.replace('"order_status":1', '"order_status":2').replace(
  '"tracking_number":""',
  '"tracking_number":"SF1040275268927"',
);
const SENT = answeredJson({ logistics_online_send_response: { is_success: true } });
const COMPANIES = answeredJson({
  logistics_companies_get_response: {
    logistics_companies: [
      { id: 1, code: 'SF', logistics_company: '顺丰', available: 0 },
      { id: 44, code: 'SF', logistics_company: '顺丰', available: 1 },
    ],
  },
});

function shop(before: string, answer: HttpOutcome = SENT, after = before) {
  let sent = false;
  return scriptedHttp((request: HttpRequest) => {
    if (request.operation === 'pdd.order.information.get')
      return answered(`{"order_info_get_response":{"order_info":${sent ? after : before}}}`);
    if (request.operation === 'pdd.logistics.companies.get') return COMPANIES;
    sent = true;
    return answer;
  });
}
const sends = (requests: readonly HttpRequest[]) =>
  requests.filter((request) => request.operation === 'pdd.logistics.online.send');

it('reports the parcel with the number of a carrier that Pinduoduo supports now', async () => {
  const { http, requests } = shop(ORDER);
  expect(await confirmPinduoduoShipment(pinduoduoContext(http), REQUEST)).toEqual({
    ok: true,
    value: { alreadyDone: false },
    messages: [],
  });
  expect(formOf(sends(requests)[0])).toMatchObject({
    order_sn: REQUEST.externalNumber,
    logistics_id: '44',
    tracking_number: 'SF1040275268927',
    redelivery_type: '1',
  });
});

it('takes the number of the carrier from the configuration', async () => {
  const { http, requests } = shop(ORDER);
  const request = { ...REQUEST, carrierId: 'local-van' };
  await confirmPinduoduoShipment(pinduoduoContext(http, { logisticsIds: { 'local-van': '999' } }), request);
  expect(formOf(sends(requests)[0])).toMatchObject({ logistics_id: '999' });
  const unknown = shop(ORDER);
  expect(await confirmPinduoduoShipment(pinduoduoContext(unknown.http), request)).toMatchObject({
    ok: false,
    failure: { kind: 'refused' },
  });
  expect(sends(unknown.requests)).toEqual([]);
});

it('does not report a parcel that the platform already has', async () => {
  const { http, requests } = shop(SHIPPED);
  expect(await confirmPinduoduoShipment(pinduoduoContext(http), REQUEST)).toMatchObject({
    ok: true,
    value: { alreadyDone: true },
  });
  expect(requests).toHaveLength(1);
});

it('finds out by itself whether a report with a lost answer arrived', async () => {
  const arrived = shop(ORDER, noAnswer, SHIPPED);
  expect(await confirmPinduoduoShipment(pinduoduoContext(arrived.http), REQUEST)).toMatchObject({
    ok: true,
    value: { alreadyDone: false },
  });
  const lost = shop(ORDER, noAnswer);
  expect(await confirmPinduoduoShipment(pinduoduoContext(lost.http), REQUEST)).toMatchObject({
    ok: false,
    failure: { kind: 'unknown_outcome' },
  });
});

it.each([
  [
    'a group that is not complete',
    ORDER.replace('"group_status":1', '"group_status":0'),
    'NOT_DUE',
    'confirm=1,group=0,order=1',
  ],
  ['a review', ORDER.replace('"risk_control_status":0', '"risk_control_status":1'), 'NOT_DUE', 'risk=1'],
  ['an open refund', ORDER.replace('"refund_status":1', '"refund_status":2'), 'REFUND', 'refund=2'],
  [
    'a refund that went through',
    ORDER.replace('"refund_status":1', '"refund_status":4'),
    'CLOSED',
    'confirm=1,group=1,order=1',
  ],
  ['a refund of which nobody has heard', ORDER.replace('"refund_status":1', '"refund_status":8'), 'REFUND', 'refund=8'],
  [
    'another parcel',
    SHIPPED.replace('SF1040275268927', 'SF9999999999999'),
    'OTHER_PARCEL',
    'confirm=1,group=1,order=2',
  ],
  ['an unknown state', ORDER.replace('"order_status":1', '"order_status":9'), 'NOT_DUE', 'confirm=1,group=1,order=9'],
])('refuses without a report for %s', async (_name, order, reason, vendorCode) => {
  const { http, requests } = shop(order);
  expect(await confirmPinduoduoShipment(pinduoduoContext(http), REQUEST)).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: `ERR_CHANNEL_SHIP_${reason}`, vendorCode },
  });
  expect(sends(requests)).toEqual([]);
});
