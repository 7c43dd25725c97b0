import { channelStatusesContract } from '#shared/contract/channel-statuses.ts';
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
import { replayContract } from '#shared/contract/replay.ts';
import { stockPushContract } from '#shared/contract/stock-push.ts';
import { syncContract } from '#shared/contract/sync.ts';
import { ordersContract } from '#shared/contract/orders.ts';
import { packingContract } from '#shared/contract/packing.ts';
import { printingContract } from '#shared/contract/printing.ts';
import { templatesContract } from '#shared/contract/templates.ts';
import { weighingContract } from '#shared/contract/weighing.ts';
import {
  authContract,
  backupsContract,
  jobsContract,
  settingsContract,
  systemContract,
} from '#shared/contract/system.ts';

/** The whole boundary between windows, integrations and the backend. */
export const contract = {
  auth: authContract,
  backups: backupsContract,
  carriers: carriersContract,
  channelStatuses: channelStatusesContract,
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
  orders: ordersContract,
  packing: packingContract,
  printing: printingContract,
  settings: settingsContract,
  shops: shopsContract,
  stock: stockContract,
  stockPush: stockPushContract,
  replay: replayContract,
  sync: syncContract,
  system: systemContract,
  templates: templatesContract,
  weighing: weighingContract,
};

export type Contract = typeof contract;
