import { foundation } from '#main/db/migrations/0010-foundation.ts';
import { lookups } from '#main/db/migrations/0020-lookups.ts';
import { printQueues } from '#main/db/migrations/0030-print-queues.ts';
import { nothingLeft } from '#main/db/migrations/0050-nothing-left.ts';
import type { Migration } from '#main/db/migrations/migration.ts';

/** Every step of the schema, by ascending id. A step that is merged late takes a free id between two others. */
export const ALL_MIGRATIONS: readonly Migration[] = [foundation, lookups, printQueues, nothingLeft];
