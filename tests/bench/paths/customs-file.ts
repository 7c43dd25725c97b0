import { CEB603_XML } from '#main/documents/customs-data/ceb603-xml.ts';
import { createSchemaCheck } from '#main/lib/schema-check.ts';
import { RUN, exportItem } from '#tests/integration/customs/support/export-samples.ts';
import { sampleDeclaration, withLines } from '#tests/support/customs-declarations.ts';
import { benchRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';

const ORDERS = 1_000;
const LINES = 3;
/** The whole set of papers may take 90 ms per order; its record in a list is the least of it. */
const AT_LEAST_PER_SECOND = 100;

/** A 9610 list of 1,000 orders with three lines each: checked, written, held against the schema one by one, put together. */
export async function benchCustomsFile(): Promise<BenchRow[]> {
  const schemas = createSchemaCheck('resources/customs/schemas');
  const items = Array.from({ length: ORDERS }, (_, index) =>
    exportItem(withLines(sampleDeclaration('US', { orderNumber: `N-${index}` }), LINES), index + 1),
  );
  const write = async (count: number): Promise<void> => {
    const file = CEB603_XML.begin(RUN);
    for (const item of items.slice(0, count)) {
      const added = file.add(item);
      if ('problems' in added) throw new Error(JSON.stringify(added.problems));
      const refused = await schemas.problemOf('ceb603.xsd', added.sample ?? '');
      if (refused !== null) throw new Error(refused);
    }
    await file.finish();
  };
  // The schema is compiled once per run of the program.
  await write(10);
  const startedMs = performance.now();
  await write(ORDERS);
  const measured = (ORDERS / (performance.now() - startedMs)) * 1_000;
  return [benchRow({ path: 'customs/ceb603', measured, unit: 'orders/s', budget: AT_LEAST_PER_SECOND })];
}
