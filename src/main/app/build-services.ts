import { alertJobs, buildAlerts } from '#main/app/build-alerts.ts';
import { badgeDrawer } from '#main/app/badge-drawer.ts';
import { BadgeTickets } from '#main/app/badge-tickets.ts';
import { createCarrierAccess, createSenderOf } from '#main/app/choose-carrier.ts';
import { createRefusalCount } from '#main/app/count-refusals.ts';
import { createDemoStore } from '#main/app/demo-store.ts';
import { cleaningJobs } from '#main/app/cleaning-jobs.ts';
import { DeviceHub } from '#main/app/device-hub.ts';
import { databaseJobs, saveDatabaseSchedules } from '#main/app/database-jobs.ts';
import { buildCustomsData, customsDataJobs } from '#main/app/build-customs-data.ts';
import { buildDocuments } from '#main/app/build-documents.ts';
import { buildPayments } from '#main/app/build-payments.ts';
import { buildPrinting } from '#main/app/build-printing.ts';
import { buildCarrierServices, buildShopServices } from '#main/app/build-plugin-accounts.ts';
import { bundleWriter } from '#main/app/bundle-writer.ts';
import { createHsServices } from '#main/app/hs-services.ts';
import { privacyJobs } from '#main/app/privacy-jobs.ts';
import { customsPapersJobs } from '#main/app/customs-papers-jobs.ts';
import { customsPapersServices } from '#main/app/customs-papers-services.ts';
import { createHttpTemplateServices } from '#main/app/http-template-services.ts';
import { importJobs } from '#main/app/import-jobs.ts';
import { stockJobs } from '#main/app/stock-jobs.ts';
import { createJobEngine } from '#main/app/job-engine.ts';
import { createJobHandlers } from '#main/app/job-handlers.ts';
import { createOpenShop, readRateLimits } from '#main/app/open-shop.ts';
import { paymentJobs } from '#main/app/payment-jobs.ts';
import type { Platform } from '#main/app/platform.ts';
import { ensureWarehouse } from '#main/app/prepare-first-data.ts';
import { PrinterHub } from '#main/app/printer-hub.ts';
import { createPrinterModels } from '#main/app/printer-models.ts';
import { createPrintQueue } from '#main/app/print-queue.ts';
import { readFilesBeside } from '#main/app/read-files-beside.ts';
import { recheckOrder } from '#main/app/recheck-order.ts';
import { createMachineCheck } from '#main/app/machine-check/create-machine-check.ts';
import { warehouseZone } from '#main/usecases/system/warehouse-zone.ts';
import { createDeviceChoices } from '#main/app/device-choices.ts';
import { createReceivers } from '#main/app/receive-from-outside.ts';
import type { SafetyServices } from '#main/app/safety-services.ts';
import { createRelayServices } from '#main/app/relay/relay-services.ts';
import { ScaleHub } from '#main/app/scale-hub.ts';
import { ScaleSetup } from '#main/app/scale-setup.ts';
import { ScannerHub } from '#main/app/scanner-hub.ts';
import { createServiceLabels } from '#main/app/service-labels.ts';
import type { Services } from '#main/app/services.ts';
import { STATION_ID } from '#main/app/station-id.ts';
import { syncJobs } from '#main/app/sync-jobs.ts';
import { takeScan, tellTornScan } from '#main/app/take-scan.ts';
import { createWaysOf } from '#main/app/ways-of.ts';
import { webhookJobs } from '#main/app/webhook-jobs.ts';
import { startOfDayMs } from '#main/app/zone-day.ts';
import type { SlowReads } from '#main/db/queries/named-query.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import { LABEL_TEMPLATES } from '#main/documents/layout/templates/label-templates.ts';
import { createPreview } from '#main/app/preview-template.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import { createHttpGuard } from '#main/lib/http-guard.ts';
import { createRateLimiter } from '#main/lib/http-rate-limiter.ts';
import { sleep } from '#main/lib/http-sleep.ts';
import type { LogLevel } from '#main/lib/logger.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { LiveHub } from '#main/rpc/live-events.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';
import { printedPaper } from '#main/usecases/customs/papers/print-papers.ts';
import { buyWaybillAhead } from '#main/usecases/shipping/buy-waybill-ahead.ts';
import { prepareWaybillLabel } from '#main/usecases/printing/prepare-waybill-label.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';

export interface ServiceParts {
  readonly context: UseCaseContext;
  readonly platform: Platform;
  readonly timers: Timers;
  readonly http: HttpClient;
  readonly sealer: SecretSealer;
  readonly renderer: LabelRenderer;
  readonly live: LiveHub;
  readonly safety: SafetyServices;
  readonly documents: RasterPool;
  /** What a print job's template is: an id of the product's own, or the layout itself. */
  readonly findLayout: (templateId: string) => string | LabelLayout;
  readonly operatorChanged: Services['operatorChanged'];
  readonly listenState: Services['listenState'];
  readonly reads: SlowReads;
  readonly verify: Services['verify'];
  readonly setLogLevel: (level: LogLevel) => void;
  /** Origin of the host's server, for webhooks of the demo store; null where none listens. */
  readonly origin: () => string | null;
}

/** Builds every service once, in the order in which they need each other. Nothing runs yet. */
export function buildServices(parts: ServiceParts): Services {
  const { context, timers, live, sealer, http } = parts;
  const zone = () => warehouseZone(context.read);
  const guard = createHttpGuard(http, createRateLimiter(context.clock, sleep), context.clock);
  const openShop = createOpenShop(context, sealer, guard);
  const relay = createRelayServices(context, sealer, openShop, timers);
  const carriers = createCarrierAccess(context, sealer, http);
  const payments = buildPayments(context, sealer, http);
  const devicesChanged = (id: string) => live.publish({ topic: 'devices', id, data: null });

  const scales = new ScaleHub({
    context,
    timers,
    onChange: (id) => live.publish({ topic: 'weight', id, data: { ...scales.live(id) } }),
  });
  const printers = new PrinterHub({
    clock: context.clock,
    timers,
    onChange(id) {
      devicesChanged(id);
      printQueue.wake(id);
    },
  });
  const badgeTickets = new BadgeTickets(context.clock);
  const scanners = new ScannerHub({
    clock: context.clock,
    timers,
    onChange: devicesChanged,
    onScan: (scan) => takeScan(context, live, badgeTickets, scan),
    onTorn: (scanner) => tellTornScan(live, scanner),
  });
  const devices = new DeviceHub({
    context,
    printers,
    scales,
    scanners,
    dayStartMs: () => startOfDayMs(context.clock.nowMs(), zone()),
  });
  const printerModels = createPrinterModels(context, timers, parts.platform);
  const customsPapers = customsPapersServices(parts.documents, () => context.clock.nowMs());
  const printQueue = createPrintQueue({
    context,
    timers,
    renderer: parts.renderer,
    kept: ({ language }, job) =>
      printedPaper(context.read, customsPapers, { name: language.label, mediaType: language.mediaType }, job),
    findPrinter: (deviceId) => devices.findPrinter(deviceId),
  });
  const printing = buildPrinting(parts.renderer, devices, zone, context.read, printQueue);
  const senderOf = createSenderOf(context);
  const documents = buildDocuments({
    renderer: parts.renderer,
    pool: parts.documents,
    devices,
    read: context.read,
    findLayout: parts.findLayout,
    senderOf,
    nowMs: () => context.clock.nowMs(),
    zone,
    wake: (deviceId) => printQueue.wake(deviceId),
  });
  const customsData = buildCustomsData({
    resourcesDir: parts.platform.resourcesDir,
    zone,
    declarations: customsPapers.declarations,
    checkDeclaration: (declaration) => readCheckTools(context.read).check(declaration),
    goesByList: (declaration) =>
      customsPapers.requiredPapers(context.read, declaration).some(({ kind }) => kind === 'export_list_9610'),
  });
  const warehouseId = () => ensureWarehouse(context);
  const weightPolicy: Services['weightPolicy'] = () => ({
    tolerance: {
      perMille: readSetting(context.read, 'weightTolerancePercent') * 10,
      minimumG: readSetting(context.read, 'weightToleranceG'),
    },
    packagingG: readSetting(context.read, 'packagingG'),
  });
  const ahead = { chooseCarrier: carriers.choose, senderOf, weightPolicy };
  const stationOf = (shipmentId: string) =>
    context.read.pluck<[string], string>('SELECT station_id FROM shipments WHERE id = ?').get(shipmentId);
  const shops = buildShopServices(context, sealer, http, warehouseId);
  const carrierPlugins = buildCarrierServices(context, sealer, http);
  const callsOf: Services['callsOf'] = (shopId) => {
    const budgets = guard.budgets(shopId, readRateLimits(context, shopId));
    return { budgets, resting: guard.openCircuits(shopId) };
  };
  const refusals = createRefusalCount(context.clock);
  const alerts = buildAlerts({
    context,
    sealer,
    http,
    resourcesDir: parts.platform.resourcesDir,
    dataDir: parts.platform.dataDir,
    openShop,
    devices,
    refusals,
    listenState: parts.listenState,
    callsOf,
    isTimeLent: parts.platform.time !== undefined,
  });
  const jobs = createJobEngine({
    db: context.db,
    clock: context.clock,
    ids: context.ids,
    timers,
    random: Math.random,
    jobs: [
      ...createJobHandlers({
        context,
        openShop,
        carriers,
        listenState: parts.listenState,
        async buyAhead(act, shipmentId, signal) {
          const problem = await buyWaybillAhead(context, ahead, act, shipmentId, signal);
          prepareWaybillLabel(context, printing, shipmentId, stationOf(shipmentId));
          return problem;
        },
      }),
      ...syncJobs(context, openShop, shops, { dayStartMs: (atMs) => startOfDayMs(atMs, zone()) }),
      ...alertJobs(context, alerts.notifiers.open),
      ...databaseJobs(context, parts.safety.files),
      ...cleaningJobs(context),
      ...customsPapersJobs(context, customsPapers),
      ...privacyJobs(context, () => alerts.check.live.clock() !== null),
      ...importJobs(context, { reads: parts.reads, warehouseId }),
      ...stockJobs(context, parts.reads),
      ...webhookJobs(context, openShop),
      ...paymentJobs(context, payments),
      ...customsDataJobs(context, customsData),
    ],
    onError: (error) => context.log.error({ error }, 'job engine failed'),
  });
  const demo = createDemoStore(
    { context, shops, carriers: carrierPlugins, devices, stationId: STATION_ID, printQueue, payments },
    {
      dataDir: parts.platform.dataDir,
      pushUrlOf: (shopId) => (parts.origin() === null ? null : `${parts.origin()}/push/${shopId}`),
    },
  );

  return {
    context,
    sealer,
    http,
    openShop,
    carriers,
    alerts,
    jobs,
    devices,
    printerModels,
    scaleSetup: new ScaleSetup(scales, timers),
    printQueue,
    badgeTickets,
    drawBadge: badgeDrawer(context, parts.documents),
    live,
    shops,
    carrierPlugins,
    payments,
    demo,
    warehouseId,
    platform: parts.platform,
    safety: parts.safety,
    renderer: parts.renderer,
    templates: {
      builtIns: LABEL_TEMPLATES,
      draw: (layout, data, dotsPerMm) => parts.documents.render(layout, data, dotsPerMm),
      pdf: (order) => parts.documents.pdf(order),
      preview: createPreview(parts.documents),
    },
    stationScale: devices.stationScale,
    finish: {
      chooseCarrier: carriers.choose,
      senderOf,
      printing,
      recheckOrder: (orderId, signal) => recheckOrder(context, openShop, orderId, signal),
    },
    pickSlips: printing,
    batches: { ...printing, ...documents },
    documents,
    httpTemplates: createHttpTemplateServices(shops),
    customsData,
    customsPapers,
    usualPrinter: () => devices.findUsualPrinter(),
    operatorChanged: parts.operatorChanged,
    listenState: parts.listenState,
    waysOf: createWaysOf(context.read, () => context.clock.nowMs(), openShop, relay, parts.listenState),
    relay,
    machine: createMachineCheck(context, timers, parts.platform),
    callsOf,
    settingChanged(name) {
      if (name === 'backupIntervalMs') saveDatabaseSchedules(context);
      if (name === 'logLevel') parts.setLogLevel(readSetting(context.read, 'logLevel'));
      live.publish({ topic: 'settings', id: name, data: null });
    },
    reads: parts.reads,
    importFiles: readFilesBeside,
    hs: createHsServices(parts.platform.resourcesDir),
    verify: parts.verify,
    writeSupportBundle: bundleWriter(parts),
    weightPolicy,
    dayStartMs: () => startOfDayMs(context.clock.nowMs(), zone()),
    ...createReceivers({ context, timers, openShop, payments, refusals }),
    ...createDeviceChoices(devices, printerModels),
    duplicateScanMs: () => readSetting(context.read, 'duplicateScanMs'),
    ...createServiceLabels(context, parts.renderer, devices, zone),
  };
}
