import { foundation } from '#main/db/migrations/0010-foundation.ts';
import { labelTemplates } from '#main/db/migrations/0080-label-templates.ts';
import type { Migration } from '#main/db/migrations/migration.ts';

/** Every step of the schema, by ascending id. A step that is merged late takes a free id between two others. */
export const ALL_MIGRATIONS: readonly Migration[] = [foundation, labelTemplates];
