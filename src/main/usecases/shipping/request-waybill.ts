import type { WriteTx } from '#main/db/handles.ts';
import type { IssuedWaybill, WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import type { PluginFailure, PluginMessage } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { ConnectedCarrier } from '#main/usecases/shipping/connected-carrier.ts';
import { readWaybillRequest } from '#main/usecases/shipping/read-waybill-request.ts';
import type { AheadOfPacking } from '#main/usecases/shipping/read-waybill-request.ts';
import { queueWaybillCancel } from '#main/usecases/shipping/queue-waybill-cancel.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import type { WaybillRow } from '#main/usecases/shipping/waybill-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { Recipient } from '#shared/model/order.ts';

/** The key under which a parcel asks for its waybill, for ever the same: 39 of the 64 characters that SF takes as its orderId. */
export function requestKeyOf(shipmentId: string): string {
  return `PB-${shipmentId}`;
}

/**
 * Gets the waybill of a parcel, once (promise P2). The request is written down before it leaves; when an earlier one has no
 * recorded answer, the carrier is asked what became of it before anything is sent again.
 * @returns null when the waybill is issued, else the coded problem. Never throws for what a carrier says.
 */
export async function requestWaybill(
  context: UseCaseContext,
  act: Act,
  carrier: ConnectedCarrier,
  sender: Recipient,
  shipmentId: string,
  signal: AbortSignal,
  ahead: AheadOfPacking | null = null,
): Promise<Problem | null> {
  const before = waybillOf(context.read, shipmentId);
  if (before?.state === 'issued') return null;
  const asked = before !== null && (before.state === 'requested' || before.state === 'unknown');
  const row = context.db.transaction((tx) => writeRequest(tx, context, act, carrier, sender, shipmentId, ahead));
  const request = JSON.parse(row.request_json) as WaybillRequest;
  if (asked) {
    const found = await carrier.connector.findWaybill(carrier.carrierContext(signal), request.requestKey);
    if (!found.ok) return recordFailure(context, act, row, found.failure, 'asked');
    if (found.value) return recordIssued(context, act, row, found.value, found.messages);
  }
  const created = await carrier.connector.createWaybill(carrier.carrierContext(signal), request);
  if (created.ok) return recordIssued(context, act, row, created.value, created.messages);
  return recordFailure(context, act, row, created.failure, 'created');
}

/**
 * A refusal is an answer, whichever call it came to: SF names an address that it does not serve also when it is asked for
 * the number. Otherwise a question that failed leaves the outcome unknown, and a creation does so when it may have arrived.
 */
function recordFailure(
  context: UseCaseContext,
  act: Act,
  row: WaybillRow,
  failure: PluginFailure,
  call: 'asked' | 'created',
): Problem | null {
  const isUnknown = call === 'asked' ? failure.kind !== 'refused' : failure.kind === 'unknown_outcome';
  return context.db.transaction((tx) => {
    // Two windows may close the same box: what one of them was told meanwhile stands.
    if (stateOf(tx, row) === 'issued') return null;
    return isUnknown ? recordUnknown(tx, context, act, row, failure) : recordFailed(tx, context, act, row, failure);
  });
}

function stateOf(tx: WriteTx, row: WaybillRow): string | undefined {
  return tx.pluck<[string], string>('SELECT state FROM waybills WHERE id = ?').get(row.id);
}

/** One row per request key: a repeat after a failure reuses it, with what the parcel weighs now. */
function writeRequest(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  carrier: ConnectedCarrier,
  sender: Recipient,
  shipmentId: string,
  ahead: AheadOfPacking | null,
): WaybillRow {
  const atMs = context.clock.nowMs();
  const requestKey = requestKeyOf(shipmentId);
  const standing = tx.prepare<[string], WaybillRow>('SELECT * FROM waybills WHERE request_key = ?').get(requestKey);
  if (standing && (standing.state === 'requested' || standing.state === 'unknown')) return standing;
  const { request, orderId } = readWaybillRequest(tx, shipmentId, requestKey, carrier.serviceCode, sender, ahead);
  tx.prepare<[string, string, string, string, string, number]>(
    `INSERT INTO waybills (id, request_key, shipment_id, carrier_account_id, state, request_json, requested_at_ms) VALUES (?, ?, ?, ?, 'requested', ?, ?)
     ON CONFLICT (request_key) DO UPDATE SET state = 'requested', request_json = excluded.request_json, carrier_account_id = excluded.carrier_account_id, requested_at_ms = excluded.requested_at_ms, failure_json = NULL WHERE state = 'failed'`,
  ).run(context.ids.next(), requestKey, shipmentId, carrier.accountId, JSON.stringify(request), atMs);
  tx.prepare<[string, string, string]>(
    'UPDATE shipments SET carrier_account_id = ?, service_code = ? WHERE id = ?',
  ).run(carrier.accountId, carrier.serviceCode, shipmentId);
  recordEvent(tx, {
    orderId,
    atMs,
    type: 'waybill.requested',
    act,
    rule: null,
    data: { requestKey, carrier: carrier.carrierId, service: carrier.serviceCode, weightG: request.weightG },
  });
  tx.changed('packing');
  const row = tx.prepare<[string], WaybillRow>('SELECT * FROM waybills WHERE request_key = ?').get(requestKey);
  if (!row) throw new Error('a waybill row vanished inside its own transaction');
  return row;
}

/** @param said what the carrier remarked beside the number: it stands in the timeline */
function recordIssued(
  context: UseCaseContext,
  act: Act,
  row: WaybillRow,
  issued: IssuedWaybill,
  said: readonly PluginMessage[],
): null {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const orderId = orderOf(tx, row);
    if (stateOf(tx, row) === 'issued') return;
    tx.prepare<[string, string, number, string]>(
      "UPDATE waybills SET state = 'issued', tracking_number = ?, route_json = ?, failure_json = NULL, issued_at_ms = ? WHERE id = ?",
    ).run(issued.trackingNumber, JSON.stringify(issued.route), atMs, row.id);
    tx.prepare<[string, number, string]>('UPDATE orders SET tracking_number = ?, updated_at_ms = ? WHERE id = ?').run(
      issued.trackingNumber,
      atMs,
      orderId,
    );
    const remember = tx.prepare<[string, string]>(
      "INSERT INTO external_ids (value, kind, order_id) VALUES (?, 'waybill', ?) ON CONFLICT DO NOTHING",
    );
    for (const number of [issued.trackingNumber, ...issued.childNumbers]) remember.run(number, orderId);
    recordEvent(tx, {
      orderId,
      atMs,
      type: 'waybill.issued',
      act,
      rule: null,
      data: {
        trackingNumber: issued.trackingNumber,
        requestKey: row.request_key,
        alreadyIssued: issued.alreadyIssued,
        ...(said.length > 0 && {
          vendorCode: said.map(({ vendorCode }) => vendorCode ?? '').join('; '),
          vendorText: said.map(({ vendorText }) => vendorText).join('; '),
        }),
      },
    });
    // Put back while the carrier was being asked: nobody will use this number, and it costs money until it is given back.
    if (tx.pluck<[string], string>('SELECT state FROM shipments WHERE id = ?').get(row.shipment_id) === 'cancelled')
      queueWaybillCancel(tx, context, act, { waybill: row, orderId, atMs, again: 'late' });
    tx.changed('packing');
    tx.changed('orders');
  });
  return null;
}

function recordUnknown(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  row: WaybillRow,
  failure: PluginFailure,
): Problem {
  const problem: Problem = {
    code: 'ERR_CARRIER_OUTCOME_UNKNOWN',
    data: { carrier: row.carrier_account_id, vendorText: failure.vendorText },
  };
  store(tx, context, act, row, 'unknown', 'waybill.outcome_unknown', problem);
  return problem;
}

/** `retry` failures surely issued nothing, so the row is free to be asked again; a refusal needs the cause mended first. */
function recordFailed(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  row: WaybillRow,
  failure: PluginFailure,
): Problem {
  const problem: Problem = {
    code: failure.code,
    data: { vendorCode: failure.vendorCode, vendorText: failure.vendorText },
  };
  store(tx, context, act, row, 'failed', 'waybill.failed', problem);
  return problem;
}

function store(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  row: WaybillRow,
  state: 'unknown' | 'failed',
  type: 'waybill.outcome_unknown' | 'waybill.failed',
  problem: Problem,
): void {
  tx.prepare<[string, string, string]>('UPDATE waybills SET state = ?, failure_json = ? WHERE id = ?').run(
    state,
    JSON.stringify(problem),
    row.id,
  );
  recordEvent(tx, {
    orderId: orderOf(tx, row),
    atMs: context.clock.nowMs(),
    type,
    act,
    rule: null,
    data: { requestKey: row.request_key, ...problem },
  });
  tx.changed('packing');
}

function orderOf(tx: WriteTx, row: WaybillRow): string {
  return (
    tx.prepare<[string], { order_id: string }>('SELECT order_id FROM shipments WHERE id = ?').get(row.shipment_id)
      ?.order_id ?? ''
  );
}
