import { SUPPORT_BUNDLE } from '#main/app/support-bundle.ts';
import { ALL_QUERIES } from '#main/db/queries/all.ts';
import { registerQuery } from '#main/db/queries/named-query.ts';
import { serveReader } from '#main/db/serve-reader.ts';
import { listAuditQuery } from '#main/usecases/audit/audit-query.ts';
import { exportGoodsQuery } from '#main/usecases/customs/goods/export-goods.ts';
import { countGoodsQuery, listGoodsQuery } from '#main/usecases/customs/goods/list-goods.ts';
import { suggestDeclaredQuery } from '#main/usecases/customs/goods/suggest-declared.ts';
import { suggestHsQuery } from '#main/usecases/customs/goods/suggest-hs.ts';
import { undoObstacleQuery } from '#main/usecases/imports/undo-obstacle.ts';
import { listJobsQuery } from '#main/usecases/jobs/jobs-query.ts';
import { listOrdersQuery } from '#main/usecases/orders/page-orders.ts';
import { servableOrdersQuery } from '#main/usecases/stock/serve-waiting-orders.ts';
import { listStockQuery, readLedgerQuery } from '#main/usecases/stock/stock-queries.ts';
import { verifyQuery } from '#main/usecases/verify/verify-query.ts';

/** Every read of the product that runs beside the backend. */
serveReader([
  ...ALL_QUERIES,
  registerQuery(countGoodsQuery),
  registerQuery(exportGoodsQuery),
  registerQuery(listAuditQuery),
  registerQuery(listGoodsQuery),
  registerQuery(listJobsQuery),
  registerQuery(listOrdersQuery),
  registerQuery(listStockQuery),
  registerQuery(readLedgerQuery),
  registerQuery(servableOrdersQuery),
  registerQuery(suggestHsQuery),
  registerQuery(suggestDeclaredQuery),
  registerQuery(SUPPORT_BUNDLE),
  registerQuery(undoObstacleQuery),
  registerQuery(verifyQuery),
]);
