import { z } from 'zod';

/** One live change. Windows refetch what a topic names; nothing else travels, so a missed event never corrupts a screen. */
export const LiveEvent = z.object({
  topic: z.enum([
    'orders',
    'packing',
    'devices',
    'print-jobs',
    'jobs',
    'shops',
    'settings',
    'system',
    'stock',
    'imports',
    'templates',
    'customs-goods',
    'customs-data',
    'customs-papers',
    'weight',
    'scan',
    'customs-rules',
    'alerts',
    'cleaning',
    'payments',
    'operators',
    'backups',
    'relay',
  ]),
  id: z.string().nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;
