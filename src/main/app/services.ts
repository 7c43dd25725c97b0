import type { MachineChecks } from '#main/app/machine-check/create-machine-check.ts';
import type { HsSearch } from '#core/customs/hs-search.ts';
import type { BuiltAlerts } from '#main/app/build-alerts.ts';
import type { BadgeTickets } from '#main/app/badge-tickets.ts';
import type { CarrierAccess } from '#main/app/choose-carrier.ts';
import type { DeviceHub } from '#main/app/device-hub.ts';
import type { JobEngine } from '#main/app/job-engine.ts';
import type { DemoStore } from '#main/app/demo-store.ts';
import type { PrinterModels } from '#main/app/printer-models.ts';
import type { PrintQueue } from '#main/app/print-queue.ts';
import type { RelayServices } from '#main/app/relay/relay-services.ts';
import type { ScaleSetup } from '#main/app/scale-setup.ts';
import type { SafetyServices } from '#main/app/safety-services.ts';
import type { Platform } from '#main/app/platform.ts';
import type { LiveHub } from '#main/rpc/live-events.ts';
import type { CarrierConnector } from '#main/plugins/carriers/carrier-connector.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import type { CallbackRequest } from '#main/plugins/payments/payment-provider.ts';
import type { SlowReads } from '#main/db/queries/named-query.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { FinishServices } from '#main/usecases/packing/finish-parcel.ts';
import type { ImportFileReader } from '#main/usecases/imports/import-file-reader.ts';
import type { StationScale } from '#main/usecases/packing/station-scale.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import type { CustomsDataServices } from '#main/usecases/customs/data/customs-data-services.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import type { DocumentServices } from '#main/usecases/documents/document-services.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { PickSlipServices } from '#main/usecases/printing/print-pick-slip.ts';
import type { BatchServices } from '#main/usecases/printing/create-print-batch.ts';
import type { CarrierServices } from '#main/usecases/shipping/manage-carriers.ts';
import type { AuthoriseServices } from '#main/usecases/shops/authorise-shop.ts';
import type { HttpTemplateServices } from '#main/usecases/shops/http-templates/http-template-services.ts';
import type { ShopServices } from '#main/usecases/shops/manage-shops.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import type { PushReceipt } from '#main/usecases/shops/receive-push.ts';
import type { CallbackReceipt } from '#main/usecases/payments/receive-callback.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import type { TemplateServices } from '#main/usecases/templates/template-services.ts';
import type { PreviewTemplate } from '#main/app/preview-template.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { DeviceOptions, HidDeviceList, InputDeviceList, PrinterPlaceList } from '#shared/contract/devices.ts';
import type { PrinterOnlyAddress } from '#shared/contract/printer-address.ts';
import type { CallsView, ListenState, WayFigures } from '#shared/contract/sync.ts';
import type { VerifyReport } from '#shared/contract/system.ts';
import type { OperatorId } from '#shared/model/ids.ts';
import type { z } from 'zod';

/**
 * Everything the procedures call, built once by the composition root (workstation.ts). Routers take what they need from
 * here and hold no logic.
 */
export interface Services {
  readonly context: UseCaseContext;
  readonly sealer: SecretSealer;
  readonly http: HttpClient;
  readonly openShop: OpenShop;
  readonly carriers: CarrierAccess;
  readonly alerts: BuiltAlerts;
  readonly jobs: JobEngine;
  readonly devices: DeviceHub;
  readonly stationScale: StationScale;
  readonly printerModels: PrinterModels;
  readonly scaleSetup: ScaleSetup;
  readonly printQueue: PrintQueue;
  readonly renderer: LabelRenderer;
  readonly templates: TemplateServices & { preview: PreviewTemplate };
  readonly finish: FinishServices;
  readonly pickSlips: PickSlipServices;
  /** For many labels at once, of any kind. */
  readonly batches: BatchServices;
  readonly documents: DocumentServices;
  readonly httpTemplates: HttpTemplateServices;
  readonly customsData: CustomsDataServices;
  readonly customsPapers: PapersServices;
  /** Takes what has no printer of its own; null while there is none. */
  usualPrinter(): { readonly deviceId: string; readonly name: string } | null;
  readonly safety: SafetyServices;
  readonly demo: DemoStore;
  readonly badgeTickets: BadgeTickets;
  /** Makes a badge and draws it; its code is in the picture only. */
  drawBadge(act: Act, operatorId: OperatorId): Promise<{ pngBase64: string }>;
  readonly live: LiveHub;
  readonly platform: Platform;
  readonly shops: ShopServices & AuthoriseServices & { readonly channels: readonly ChannelConnector[] };
  readonly carrierPlugins: CarrierServices & { readonly carriers: readonly CarrierConnector[] };
  listSerialPorts(): Promise<{ path: string; label: string }[]>;
  listPrinterPlaces(kind: PrinterOnlyAddress['kind']): Promise<PrinterPlaceList>;
  listHidDevices(): Promise<HidDeviceList>;
  listInputDevices(): Promise<InputDeviceList>;
  /** Of a shop's long connection; null where there is none. */
  listenState(shopId: string): ListenState | null;
  /** Which ways bring a shop's changes, and how late each runs. */
  waysOf(shopId: string): WayFigures[];
  readonly relay: RelayServices;
  /** What a shop may call now, and which operations rest. */
  /** Whether all that the product needs loads and works in this host. */
  readonly machine: MachineChecks;
  callsOf(shopId: string): CallsView;
  /** How soon the same code again is asked about. */
  duplicateScanMs(): number;
  deviceOptions(): z.infer<typeof DeviceOptions>;
  /** Queues the pages of the sheet of command barcodes. @returns the job of the first page */
  printCommandSheet(act: Act, deviceId: string): Promise<string>;
  /** Queues a test label. @returns the job's id */
  printTestLabel(act: Act, deviceId: string, smallPictures?: boolean): Promise<string>;
  /** Takes an operator's new role over at every window; null signs them out. */
  operatorChanged(operatorId: string, role: 'operator' | 'lead' | 'admin' | null): void;
  /** Puts a changed setting into force where it is not read anew each time. */
  settingChanged(name: string): void;
  /** Reads that could hold up the event loop. */
  readonly reads: SlowReads;
  readonly importFiles: ImportFileReader;
  /** Search over the Harmonized System; loaded at the first call. */
  hs(): Promise<HsSearch>;
  verify(): Promise<z.infer<typeof VerifyReport>>;
  writeSupportBundle(act: Act): Promise<{ path: string }>;
  /** From the settings, read anew each time. */
  weightPolicy(): WeightPolicy;
  /** Midnight in the warehouse's zone. */
  dayStartMs(): number;
  /** The warehouse that this workstation works for. */
  warehouseId(): string;
  /** Takes one webhook delivery; returns only after commit. @throws AppError ERR_CHANNEL_* */
  receivePush(shopId: string, request: PushRequest): Promise<PushReceipt>;
  readonly payments: PaymentServices;
  /** Takes one callback of a payment provider; returns only after commit. @throws AppError ERR_PAYMENT_* */
  receivePayment(accountId: string, request: CallbackRequest): Promise<CallbackReceipt>;
}
