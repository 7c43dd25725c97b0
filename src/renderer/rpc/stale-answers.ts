import type { LiveTopic } from '#renderer/rpc/live-events.ts';
import type { Contract } from '#shared/contract/index.ts';

export type Area = keyof Contract;

/**
 * Areas of the contract whose answers a change makes stale. `weight` and `scan` carry their news in the event and
 * come many times a second: screens listen to them with `useLiveEvent`.
 */
export const STALE_AREAS: Readonly<Record<LiveTopic, readonly Area[]>> = {
  orders: ['orders', 'lineage', 'payments', 'packing', 'customsDesk', 'customsBoard'],
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
  weight: [],
  scan: [],
  cleaning: ['cleaning'],
  'customs-rules': ['customsRules', 'customsDesk'],
  // The bell counts open alerts.
  alerts: ['alerts', 'notifiers', 'system'],
};
