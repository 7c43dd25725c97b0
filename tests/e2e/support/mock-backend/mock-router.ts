import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { mockCleaning } from './mock-cleaning.ts';
import { mockDevices } from './mock-devices.ts';
import { mockDocuments } from './mock-documents.ts';
import { mockOrders } from './mock-orders.ts';
import { mockShops } from './mock-shops.ts';
import { mockSystem } from './mock-system.ts';
import { mockTemplates } from './mock-templates.ts';
import { mockWeighing } from './mock-weighing.ts';
import { mockWork } from './mock-work.ts';

const {
  auth,
  backups,
  carriers,
  cleaning,
  devices,
  documents,
  imports,
  jobs,
  orders,
  packing,
  printing,
  settings,
  shops,
  stock,
  system,
  templates,
  weighing,
} = contract;

/** Customs, the ledger of counts and the tables of statuses are looked at with the real backend: too much to be copied by hand. */
const MOCKED = {
  auth,
  backups,
  carriers,
  cleaning: { flags: cleaning.flags, ofOrder: cleaning.ofOrder },
  devices,
  documents,
  imports,
  jobs,
  orders,
  packing,
  printing,
  settings,
  shops,
  stock,
  system,
  templates,
  weighing,
};

export const mockRouter = implement(MOCKED).router({
  ...mockCleaning,
  ...mockDevices,
  ...mockDocuments,
  ...mockOrders,
  ...mockShops,
  ...mockSystem,
  ...mockTemplates,
  ...mockWeighing,
  ...mockWork,
});
