import { authRouter } from '#main/rpc/routers/auth-router.ts';
import { backupsRouter } from '#main/rpc/routers/backups-router.ts';
import { carriersRouter } from '#main/rpc/routers/carriers-router.ts';
import { alertsRouter } from '#main/rpc/routers/alerts-router.ts';
import { channelStatusesRouter } from '#main/rpc/routers/channel-statuses-router.ts';
import { cleaningRouter } from '#main/rpc/routers/cleaning-router.ts';
import { customsBoardRouter } from '#main/rpc/routers/customs-board-router.ts';
import { customsDataRouter } from '#main/rpc/routers/customs-data-router.ts';
import { customsDeskRouter } from '#main/rpc/routers/customs-desk-router.ts';
import { customsGoodsRouter } from '#main/rpc/routers/customs-goods-router.ts';
import { customsPapersRouter } from '#main/rpc/routers/customs-papers-router.ts';
import { customsRulesRouter } from '#main/rpc/routers/customs-rules-router.ts';
import { devicesRouter } from '#main/rpc/routers/devices-router.ts';
import { documentsRouter } from '#main/rpc/routers/documents-router.ts';
import { httpTemplatesRouter } from '#main/rpc/routers/http-templates-router.ts';
import { importsRouter } from '#main/rpc/routers/imports-router.ts';
import { jobsRouter } from '#main/rpc/routers/jobs-router.ts';
import { notifiersRouter } from '#main/rpc/routers/notifiers-router.ts';
import { lineageRouter } from '#main/rpc/routers/lineage-router.ts';
import { ordersRouter } from '#main/rpc/routers/orders-router.ts';
import { packingRouter } from '#main/rpc/routers/packing-router.ts';
import { paymentsRouter } from '#main/rpc/routers/payments-router.ts';
import { printingRouter } from '#main/rpc/routers/printing-router.ts';
import { relayRouter } from '#main/rpc/routers/relay-router.ts';
import { replayRouter } from '#main/rpc/routers/replay-router.ts';
import { settingsRouter } from '#main/rpc/routers/settings-router.ts';
import { shopsRouter } from '#main/rpc/routers/shops-router.ts';
import { stockRouter } from '#main/rpc/routers/stock-router.ts';
import { stockPushRouter } from '#main/rpc/routers/stock-push-router.ts';
import { syncRouter } from '#main/rpc/routers/sync-router.ts';
import { systemRouter } from '#main/rpc/routers/system-router.ts';
import { templatesRouter } from '#main/rpc/routers/templates-router.ts';
import { webhooksRouter } from '#main/rpc/routers/webhooks-router.ts';
import { weighingRouter } from '#main/rpc/routers/weighing-router.ts';

/** The implemented contract: one router per area. */
export const router = {
  alerts: alertsRouter,
  auth: authRouter,
  backups: backupsRouter,
  carriers: carriersRouter,
  channelStatuses: channelStatusesRouter,
  cleaning: cleaningRouter,
  customsBoard: customsBoardRouter,
  customsData: customsDataRouter,
  customsDesk: customsDeskRouter,
  customsGoods: customsGoodsRouter,
  customsPapers: customsPapersRouter,
  customsRules: customsRulesRouter,
  devices: devicesRouter,
  documents: documentsRouter,
  httpTemplates: httpTemplatesRouter,
  imports: importsRouter,
  jobs: jobsRouter,
  notifiers: notifiersRouter,
  lineage: lineageRouter,
  orders: ordersRouter,
  packing: packingRouter,
  payments: paymentsRouter,
  printing: printingRouter,
  relay: relayRouter,
  replay: replayRouter,
  settings: settingsRouter,
  shops: shopsRouter,
  stock: stockRouter,
  stockPush: stockPushRouter,
  sync: syncRouter,
  system: systemRouter,
  templates: templatesRouter,
  webhooks: webhooksRouter,
  weighing: weighingRouter,
};
