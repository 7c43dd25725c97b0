import type { ReadDb } from '#main/db/handles.ts';

export interface WaybillRow {
  readonly id: string;
  readonly request_key: string;
  readonly shipment_id: string;
  readonly carrier_account_id: string;
  readonly state: 'requested' | 'unknown' | 'issued' | 'failed' | 'cancelled';
  readonly tracking_number: string | null;
  readonly route_json: string | null;
  readonly request_json: string;
  readonly failure_json: string | null;
  readonly issued_at_ms: number | null;
}

/** The one waybill of a parcel, newest first; a cancelled or failed one stays in the books. */
export function waybillOf(db: ReadDb, shipmentId: string): WaybillRow | null {
  return (
    db
      .prepare<[string], WaybillRow>(
        'SELECT * FROM waybills WHERE shipment_id = ? ORDER BY requested_at_ms DESC, id DESC LIMIT 1',
      )
      .get(shipmentId) ?? null
  );
}
