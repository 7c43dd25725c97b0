/** What a page is cut from: everything, or one status, one shop, or both, older than `before`. */
export interface OrderListFilter {
  readonly status: string | null;
  readonly shopId: string | null;
  /** A list_key. */
  readonly before: number;
}

/** Conditions on `o`, each starting with AND. */
export function filterSql(filter: OrderListFilter): { sql: string; params: string[] } {
  const conditions: string[] = [];
  const params: string[] = [];
  if (filter.status !== null) {
    conditions.push('AND o.status = ?');
    params.push(filter.status);
  }
  if (filter.shopId !== null) {
    conditions.push('AND o.shop_id = ?');
    params.push(filter.shopId);
  }
  return { sql: conditions.join(' '), params };
}
