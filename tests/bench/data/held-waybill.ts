import type { WriteDb } from '#main/db/handles.ts';
import type { IssuedWaybill, WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { goodsOf } from '#main/usecases/shipping/read-waybill-request.ts';
import type { Recipient } from '#shared/model/order.ts';

const SENDER: Recipient = {
  name: '打包台',
  phone: '13800000000',
  country: 'CN',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  town: '',
  street: '仓库路 1 号',
  postcode: '311100',
  isMasked: false,
};

/** Weight and waybill of a parcel as if the scale and the carrier had answered already. */
export function holdWaybill(db: WriteDb, parcel: { id: string; orderId: string }, serial: number): void {
  const trackingNumber = `SF${String(1_040_275_000_000 + serial)}`;
  const route: IssuedWaybill['route'] = {
    destinationCode: '571',
    originCode: '755',
    routeLabel: '571W-AB',
    sortingCode: 'S1',
    twoDimensionCode: `MMM={'k1':'571W','k2':'571AB','k3':'','k4':'T6','k5':'${trackingNumber}','k6':'','k7':'1a2b3c4d'}`,
  };
  db.transaction((tx) => {
    const request: WaybillRequest = {
      requestKey: `PB-${parcel.id}`,
      serviceCode: '2',
      sender: SENDER,
      recipient: readRecipient(tx, parcel.orderId),
      weightG: 850,
      parcelCount: 1,
      goods: goodsOf(tx, parcel.id, true),
      remark: '',
    };
    tx.prepare<[]>(
      "INSERT OR IGNORE INTO carrier_accounts (id, carrier_id, name, config_json, service_code, is_default, created_at_ms) VALUES ('bench-sf', 'sf-express', 'SF', '{}', '2', 1, 0)",
    ).run();
    tx.prepare<[string]>(
      "UPDATE shipments SET weight_g = 850, weight_source = 'scale', carrier_account_id = 'bench-sf', service_code = '2' WHERE id = ?",
    ).run(parcel.id);
    tx.prepare<[string, string, string, string, string, string]>(
      "INSERT INTO waybills (id, request_key, shipment_id, carrier_account_id, state, tracking_number, route_json, request_json, requested_at_ms, issued_at_ms) VALUES (?, ?, ?, 'bench-sf', 'issued', ?, ?, ?, 1, 2)",
    ).run(
      `waybill-${parcel.id}`,
      `PB-${parcel.id}`,
      parcel.id,
      trackingNumber,
      JSON.stringify(route),
      JSON.stringify(request),
    );
  });
}

/** The weight of a parcel as if the scale had answered already. */
export function holdWeight(db: WriteDb, shipmentId: string): void {
  db.transaction((tx) =>
    tx.prepare<[string]>("UPDATE shipments SET weight_g = 850, weight_source = 'scale' WHERE id = ?").run(shipmentId),
  );
}
