/** Who acts, for timeline and audit. `id` is stable, `name` is what screens show. */
export interface Actor {
  readonly kind: 'operator' | 'system' | 'channel' | 'carrier' | 'device' | 'api';
  readonly id: string;
  readonly name: string;
}

/** One act: who, from where, under which trace. Passed first-class through every use case that writes. */
export interface Act {
  readonly actor: Actor;
  /** e.g. `window:station-1`, `poll`, `push`, `job:shipment.confirm`, `import:orders.csv`, `api:<token name>` */
  readonly source: string;
  readonly traceId: string;
}
