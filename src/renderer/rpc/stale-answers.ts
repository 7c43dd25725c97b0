import type { LiveTopic } from '#renderer/rpc/live-events.ts';
import type { Contract } from '#shared/contract/index.ts';

type Area = keyof Contract;

/** All answers of an area, or one of them where a change leaves the rest of its area as it is. */
export type Stale = Area | 'shops.list';

/**
 * Answers of the contract that a change makes stale. `weight` and `scan` carry their news in the event and
 * come many times a second: screens listen to them with `useLiveEvent`.
 */
export const STALE_ANSWERS: Readonly<Record<LiveTopic, readonly Stale[]>> = {
  // A shop counts its orders.
  orders: ['shops.list', 'orders', 'lineage', 'payments', 'packing', 'customsDesk', 'customsBoard'],
  packing: ['packing', 'orders', 'weighing'],
  // Which printer takes a document.
  devices: ['devices', 'documents'],
  // The status bar counts open labels and waiting jobs.
  'print-jobs': ['printing', 'packing', 'system'],
  // The end of a push is the end of its job.
  jobs: ['jobs', 'system', 'stockPush'],
  shops: ['shops', 'httpTemplates', 'carriers', 'sync', 'relay', 'replay', 'stockPush', 'webhooks'],
  settings: ['settings', 'documents', 'customsBoard', 'customsRules'],
  system: ['system', 'auth', 'backups'],
  stock: ['stock', 'stockPush', 'customsGoods'],
  imports: ['imports'],
  templates: ['templates', 'documents'],
  'customs-goods': ['customsGoods', 'customsDesk'],
  'customs-data': ['customsData', 'customsBoard'],
  'customs-papers': ['customsPapers'],
  payments: ['payments', 'lineage'],
  // Somebody was added, changed or locked, here or in another window.
  operators: ['auth'],
  backups: ['backups'],
  relay: ['relay'],
  weight: [],
  scan: [],
  cleaning: ['cleaning'],
  'customs-rules': ['customsRules', 'customsDesk'],
  // The bell counts open alerts.
  alerts: ['alerts', 'notifiers', 'system'],
};
