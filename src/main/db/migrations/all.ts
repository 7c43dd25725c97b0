import { foundation } from '#main/db/migrations/0010-foundation.ts';
import { lookups } from '#main/db/migrations/0020-lookups.ts';
import { importsInSlices } from '#main/db/migrations/0021-imports-in-slices.ts';
import { printQueues } from '#main/db/migrations/0030-print-queues.ts';
import { phoneTails } from '#main/db/migrations/0040-phone-tails.ts';
import { nothingLeft } from '#main/db/migrations/0050-nothing-left.ts';
import { scaleChecks } from '#main/db/migrations/0060-scale-checks.ts';
import { labelTemplates } from '#main/db/migrations/0080-label-templates.ts';
import { waybillLookups } from '#main/db/migrations/0090-waybill-lookups.ts';
import { stationCommands } from '#main/db/migrations/0100-station-commands.ts';
import { operatorBadges } from '#main/db/migrations/0101-operator-badges.ts';
import { packagingsAndWeights } from '#main/db/migrations/0102-packagings-and-weights.ts';
import { scansByScanner } from '#main/db/migrations/0103-scans-by-scanner.ts';
import { documents } from '#main/db/migrations/0110-documents.ts';
import { waybillsAhead } from '#main/db/migrations/0111-waybills-ahead.ts';
import { fewerDirtyPages } from '#main/db/migrations/0112-fewer-dirty-pages.ts';
import { customsGoods } from '#main/db/migrations/0120-customs-goods.ts';
import { customsGoodsHistory } from '#main/db/migrations/0121-customs-goods-history.ts';
import { customsRules } from '#main/db/migrations/0130-customs-rules.ts';
import { customsPapers } from '#main/db/migrations/0140-customs-papers.ts';
import { customsDesk } from '#main/db/migrations/0150-customs-desk.ts';
import { customsRecheck } from '#main/db/migrations/0151-customs-recheck.ts';
import { customsData } from '#main/db/migrations/0160-customs-data.ts';
import { customsPackIdentity } from '#main/db/migrations/0170-customs-pack-identity.ts';
import { customsDeclared } from '#main/db/migrations/0171-customs-declared.ts';
import { weightsOfMixtures } from '#main/db/migrations/0180-weights-of-mixtures.ts';
import { reconciliation } from '#main/db/migrations/0200-reconciliation.ts';
import { replays } from '#main/db/migrations/0201-replays.ts';
import { tracks } from '#main/db/migrations/0202-tracks.ts';
import { afterSalesCases } from '#main/db/migrations/0203-after-sales-cases.ts';
import { stockPush } from '#main/db/migrations/0210-stock-push.ts';
import { statusMapEdits } from '#main/db/migrations/0220-status-map-edits.ts';
import { httpTemplates } from '#main/db/migrations/0230-http-templates.ts';
import { relay } from '#main/db/migrations/0240-relay.ts';
import { alerts } from '#main/db/migrations/0250-alerts.ts';
import { cleaningRules } from '#main/db/migrations/0260-cleaning-rules.ts';
import { payments } from '#main/db/migrations/0270-payments.ts';
import { paymentRepairs } from '#main/db/migrations/0271-payment-repairs.ts';
import { shopListings } from '#main/db/migrations/0290-shop-listings.ts';
import { machineChecks } from '#main/db/migrations/0310-machine-checks.ts';
import { rushes } from '#main/db/migrations/0320-rushes.ts';
import { enteredRecipients } from '#main/db/migrations/0360-entered-recipients.ts';
import { printHistory } from '#main/db/migrations/0370-print-history.ts';
import { pushSellers } from '#main/db/migrations/0375-push-sellers.ts';
import { oneErasure } from '#main/db/migrations/0380-one-erasure.ts';
import { scannedUnits } from '#main/db/migrations/0385-scanned-units.ts';
import { serialLookup } from '#main/db/migrations/0390-serial-lookup.ts';
import { rowProblems } from '#main/db/migrations/0395-row-problems.ts';
import { pullPlace } from '#main/db/migrations/0400-pull-place.ts';
import { importDrafts } from '#main/db/migrations/0410-import-drafts.ts';
import { labelledParcels } from '#main/db/migrations/0425-labelled-parcels.ts';
import { noInventedSender } from '#main/db/migrations/0415-no-invented-sender.ts';
import { rowDoubts } from '#main/db/migrations/0435-row-doubts.ts';
import { hiddenHistory } from '#main/db/migrations/0440-hidden-history.ts';
import type { Migration } from '#main/db/migrations/migration.ts';

/** Every step of the schema, by ascending id. A step that is merged late takes a free id between two others. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  foundation,
  lookups,
  importsInSlices,
  printQueues,
  phoneTails,
  nothingLeft,
  scaleChecks,
  labelTemplates,
  waybillLookups,
  stationCommands,
  operatorBadges,
  packagingsAndWeights,
  scansByScanner,
  documents,
  waybillsAhead,
  fewerDirtyPages,
  customsGoods,
  customsGoodsHistory,
  customsRules,
  customsPapers,
  customsDesk,
  customsRecheck,
  customsData,
  customsPackIdentity,
  customsDeclared,
  weightsOfMixtures,
  reconciliation,
  replays,
  tracks,
  afterSalesCases,
  stockPush,
  statusMapEdits,
  httpTemplates,
  relay,
  alerts,
  cleaningRules,
  payments,
  paymentRepairs,
  shopListings,
  machineChecks,
  rushes,
  enteredRecipients,
  printHistory,
  pushSellers,
  oneErasure,
  scannedUnits,
  serialLookup,
  rowProblems,
  pullPlace,
  importDrafts,
  noInventedSender,
  labelledParcels,
  rowDoubts,
  hiddenHistory,
];

/** A database with a later step was written by a newer version. */
export const NEWEST_STEP = Math.max(...ALL_MIGRATIONS.map(({ id }) => id));
