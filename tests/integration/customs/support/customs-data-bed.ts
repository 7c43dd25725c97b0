import { BROKER_COLUMNS } from '#main/documents/customs-data/broker-columns.ts';
import { CUSTOMS_FORMATS } from '#main/documents/customs-data/customs-formats.ts';
import { createSchemaCheck } from '#main/lib/schema-check.ts';
import type { CustomsDataServices } from '#main/usecases/customs/data/customs-data-services.ts';
import { saveTemplate } from '#main/usecases/customs/data/manage-templates.ts';
import { runExport } from '#main/usecases/customs/data/run-export.ts';
import { startExport } from '#main/usecases/customs/data/start-export.ts';
import { listExports } from '#main/usecases/customs/data/view-exports.ts';
import type { ExportRequest, ExportView } from '#shared/contract/customs-data.ts';
import type { CustomsDeclaration, CustomsFinding } from '#shared/model/customs.ts';
import { NO_TRANSPORT } from '#shared/model/customs-data.ts';
import { OrderId, ShipmentId } from '#shared/model/ids.ts';
import { ALL_COLUMNS, PROFILE, postalDeclaration } from '#tests/integration/customs/support/export-samples.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

/** Orders with declarations of their own, and everything that makes files of them. */
export function openCustomsDataBed() {
  const bed = openUseCaseBed();
  bed.addSku('MUG', 9_999);
  const changes = new Map<string, Partial<CustomsDeclaration>>();
  const findings: CustomsFinding[] = [];
  let exports = 0;
  const services: CustomsDataServices = {
    loadFormats: () => Promise.resolve(CUSTOMS_FORMATS),
    brokerColumns: BROKER_COLUMNS,
    schemas: createSchemaCheck('resources/customs/schemas'),
    checkDeclaration: () => findings,
    goesByList: ({ isListExport }) => isListExport,
    zone: () => 'Asia/Shanghai',
    declarations: {
      declarationOf(db, orderId, shipmentId) {
        const number = db.pluck<[string], string>('SELECT display_number FROM orders WHERE id = ?').get(orderId) ?? '';
        const tracking = db.pluck<[string], string>(
          "SELECT tracking_number FROM waybills WHERE shipment_id = ? AND state = 'issued'",
        );
        return postalDeclaration({
          orderId: OrderId.parse(orderId),
          shipmentId: shipmentId === null ? null : ShipmentId.parse(shipmentId),
          orderNumber: number,
          ...(shipmentId !== null && { trackingNumber: tracking.get(shipmentId) ?? '' }),
          ...changes.get(number),
        });
      },
    },
  };
  const { context } = bed;
  const template = (body: Parameters<typeof saveTemplate>[3]['body'], name: string): string =>
    saveTemplate(context, services, SYSTEM_ACT, { id: null, version: 0, name, body }).id;
  const brokerId = template({ kind: 'broker', broker: ALL_COLUMNS }, 'Broker');
  const cebId = template({ kind: 'ceb603', ceb603: PROFILE }, 'List');

  return {
    ...bed,
    services,
    findings,
    brokerId,
    cebId,
    /** A paid order to the US. */
    addOrder(number: string, change: Partial<CustomsDeclaration> = {}): OrderId {
      const draft = paidDraft(number, 'MUG', 1);
      bed.intake([{ ...draft, recipient: { ...draft.recipient, country: 'US' } }]);
      changes.set(number, {
        ...(change.trackingNumber === undefined && { trackingNumber: s10(changes.size + 1) }),
        ...change,
      });
      return OrderId.parse(bed.order(number)?.id);
    },
    change: (number: string, change: Partial<CustomsDeclaration>) =>
      changes.set(number, { ...changes.get(number), ...change }),
    /** The same for many at once. */
    addOrders(count: number): OrderId[] {
      const numbers = Array.from({ length: count }, (_, index) => `MANY-${index}`);
      const drafts = numbers.map((number) => paidDraft(number, 'MUG', 1));
      bed.intake(drafts.map((draft) => ({ ...draft, recipient: { ...draft.recipient, country: 'US' } })));
      return numbers.map((number) => {
        changes.set(number, { trackingNumber: s10(changes.size + 1) });
        return OrderId.parse(bed.order(number)?.id);
      });
    },
    /** A closed box with its waybill. */
    addBox(orderId: string, packedAtMs: number, trackingNumber: string): string {
      const id = context.ids.next();
      context.db.transaction((tx) => {
        tx.prepare<[]>(
          "INSERT OR IGNORE INTO carrier_accounts (id, carrier_id, name, config_json, service_code, created_at_ms) VALUES ('acc', 'ems', 'EMS', '{}', '', 0)",
        ).run();
        tx.prepare<[string, string, string, number, number]>(
          `INSERT INTO shipments (id, order_id, parcel_number, state, station_id, operator_id, opened_at_ms, packed_at_ms)
           VALUES (?, ?, (SELECT COUNT(*) + 1 FROM shipments WHERE order_id = ?), 'packed', 'st', 'op', ?, ?)`,
        ).run(id, orderId, orderId, packedAtMs, packedAtMs);
        tx.prepare<[string, string, string, string, number]>(
          `INSERT INTO waybills (id, request_key, shipment_id, carrier_account_id, state, tracking_number, request_json, requested_at_ms)
           VALUES (?, ?, ?, 'acc', 'issued', ?, '{}', ?)`,
        ).run(`w-${id}`, `key-${id}`, id, trackingNumber, packedAtMs);
      });
      return id;
    },
    request(orderIds: readonly OrderId[], change: Partial<ExportRequest> = {}): ExportRequest {
      exports += 1;
      return {
        id: `0199d3a0-0000-7000-8000-${String(exports).padStart(12, '0')}`,
        format: 'ceb603_xml',
        templateId: cebId,
        selection: { kind: 'orders', orderIds: [...orderIds] },
        transport: NO_TRANSPORT,
        repeatReason: null,
        ...change,
      };
    },
    async make(request: ExportRequest): Promise<ExportView> {
      const { id } = startExport(context, services, SYSTEM_ACT, request);
      await runExport(context, services, id, new AbortController().signal);
      const view = listExports(context.read).find((made) => made.id === id);
      if (!view) throw new Error('the export is not listed');
      return view;
    },
    /** Flags that results place; that nobody judged the order yet is not of them. */
    holds: (orderId: string) =>
      context.read
        .pluck<[string], string>(
          "SELECT reason_code FROM order_holds WHERE order_id = ? AND kind = 'customs' AND reason_code LIKE 'clearance%' ORDER BY 1",
        )
        .all(orderId),
  };
}

/** The n-th item number of the posts with its check digit. */
export function s10(n: number): string {
  const serial = String(10_000_000 + n);
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, index) => total + weight * Number(serial[index]), 0);
  const rest = 11 - (sum % 11);
  return `RB${serial}${rest === 10 ? 0 : rest === 11 ? 5 : rest}CN`;
}
