import { join } from 'node:path';
import { z } from 'zod';
import { defineJob, doneUnlessStopped } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { BROKER_COLUMNS } from '#main/documents/customs-data/broker-columns.ts';
import { createSchemaCheck } from '#main/lib/schema-check.ts';
import type { CustomsDataServices } from '#main/usecases/customs/data/customs-data-services.ts';
import type { DeclarationSource } from '#main/usecases/customs/declaration-source.ts';
import { runExport } from '#main/usecases/customs/data/run-export.ts';
import { EXPORT_TOPIC } from '#main/usecases/customs/data/start-export.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Files for customs, posts and brokers, and what is learned from their answers. */
export function buildCustomsData(parts: {
  readonly resourcesDir: string;
  readonly zone: () => string;
  readonly declarations: DeclarationSource;
  readonly checkDeclaration: CustomsDataServices['checkDeclaration'];
  readonly goesByList: CustomsDataServices['goesByList'];
}): CustomsDataServices {
  return {
    declarations: parts.declarations,
    loadFormats: async () => (await import('#main/documents/customs-data/customs-formats.ts')).CUSTOMS_FORMATS,
    brokerColumns: BROKER_COLUMNS,
    schemas: createSchemaCheck(join(parts.resourcesDir, 'customs', 'schemas')),
    checkDeclaration: parts.checkDeclaration,
    goesByList: parts.goesByList,
    zone: parts.zone,
  };
}

/** Makes files one after the other; what a stop cut short is begun anew. */
export function customsDataJobs(context: UseCaseContext, services: CustomsDataServices): RegisteredJob[] {
  return [
    defineJob({
      topic: EXPORT_TOPIC,
      payloadSchema: z.object({ exportId: z.string() }),
      async run({ signal }, { exportId }) {
        await runExport(context, services, exportId, signal);
        return doneUnlessStopped(signal);
      },
    }),
  ];
}
