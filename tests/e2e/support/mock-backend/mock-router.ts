import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { mockDevices } from './mock-devices.ts';
import { mockOrders } from './mock-orders.ts';
import { mockShops } from './mock-shops.ts';
import { mockSystem } from './mock-system.ts';
import { mockTemplates } from './mock-templates.ts';
import { mockWeighing } from './mock-weighing.ts';
import { mockWork } from './mock-work.ts';

export const mockRouter = implement(contract).router({
  ...mockDevices,
  ...mockOrders,
  ...mockShops,
  ...mockSystem,
  ...mockTemplates,
  ...mockWeighing,
  ...mockWork,
});
