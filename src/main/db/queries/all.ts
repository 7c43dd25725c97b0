import { checkIntegrity } from '#main/db/queries/check-integrity.ts';
import { countOrders } from '#main/db/queries/count-orders.ts';
import { registerQuery } from '#main/db/queries/named-query.ts';
import type { AnyNamedQuery } from '#main/db/queries/named-query.ts';

/** Every query that readers know; a new one is a file beside this one and a line here. */
export const ALL_QUERIES: readonly AnyNamedQuery[] = [registerQuery(checkIntegrity), registerQuery(countOrders)];
