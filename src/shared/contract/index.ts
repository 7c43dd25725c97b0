import { alertsContract, notifiersContract } from '#shared/contract/alerts.ts';
import { channelStatusesContract } from '#shared/contract/channel-statuses.ts';
import { cleaningContract } from '#shared/contract/cleaning.ts';
import { customsBoardContract } from '#shared/contract/customs-board.ts';
import { customsDataContract } from '#shared/contract/customs-data.ts';
import { customsDeskContract } from '#shared/contract/customs-desk.ts';
import { customsGoodsContract } from '#shared/contract/customs-goods.ts';
import { customsPapersContract } from '#shared/contract/customs-papers.ts';
import { customsRulesContract } from '#shared/contract/customs-rules.ts';
import { carriersContract, shopsContract } from '#shared/contract/shops.ts';
import { devicesContract } from '#shared/contract/devices.ts';
import { documentsContract } from '#shared/contract/documents.ts';
import { httpTemplatesContract } from '#shared/contract/http-templates.ts';
import { importsContract, stockContract } from '#shared/contract/imports.ts';
import { relayContract } from '#shared/contract/relay.ts';
import { replayContract } from '#shared/contract/replay.ts';
import { stockPushContract } from '#shared/contract/stock-push.ts';
import { syncContract } from '#shared/contract/sync.ts';
import { lineageContract } from '#shared/contract/lineage.ts';
import { ordersContract } from '#shared/contract/orders.ts';
import { packingContract } from '#shared/contract/packing.ts';
import { paymentsContract } from '#shared/contract/payments.ts';
import { printingContract } from '#shared/contract/printing.ts';
import { templatesContract } from '#shared/contract/templates.ts';
import { webhooksContract } from '#shared/contract/webhooks.ts';
import { weighingContract } from '#shared/contract/weighing.ts';
import { backupsContract } from '#shared/contract/backups.ts';
import { authContract } from '#shared/contract/auth.ts';
import { jobsContract } from '#shared/contract/jobs.ts';
import { settingsContract } from '#shared/contract/settings.ts';
import { systemContract } from '#shared/contract/system.ts';

/** The whole boundary between windows, integrations and the backend. */
export const contract = {
  alerts: alertsContract,
  auth: authContract,
  backups: backupsContract,
  carriers: carriersContract,
  channelStatuses: channelStatusesContract,
  cleaning: cleaningContract,
  customsBoard: customsBoardContract,
  customsData: customsDataContract,
  customsDesk: customsDeskContract,
  customsGoods: customsGoodsContract,
  customsPapers: customsPapersContract,
  customsRules: customsRulesContract,
  devices: devicesContract,
  documents: documentsContract,
  httpTemplates: httpTemplatesContract,
  imports: importsContract,
  jobs: jobsContract,
  notifiers: notifiersContract,
  lineage: lineageContract,
  orders: ordersContract,
  packing: packingContract,
  payments: paymentsContract,
  printing: printingContract,
  settings: settingsContract,
  shops: shopsContract,
  stock: stockContract,
  stockPush: stockPushContract,
  relay: relayContract,
  replay: replayContract,
  sync: syncContract,
  system: systemContract,
  templates: templatesContract,
  webhooks: webhooksContract,
  weighing: weighingContract,
};

export type Contract = typeof contract;
