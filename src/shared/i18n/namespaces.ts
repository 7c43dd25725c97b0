/** One file per name and language under resources/locales/. */
export const NAMESPACES = [
  'audit',
  'common',
  'customs',
  'customs-board',
  'customs-data',
  'customs-desk',
  'customs-goods',
  'customs-papers',
  'customs-rules',
  'devices',
  'errors',
  'first-run',
  'imports',
  'jobs',
  'orders',
  'packing',
  'printing',
  'safety',
  'settings',
  'shell',
  'shops',
  'stock',
  'templates',
  'timeline',
] as const;

export type Namespace = (typeof NAMESPACES)[number];
