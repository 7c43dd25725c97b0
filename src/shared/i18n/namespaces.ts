/** One file per name and language under resources/locales/. */
export const NAMESPACES = [
  'audit',
  'common',
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
