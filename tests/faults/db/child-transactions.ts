import { randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import { startReady } from '#tests/faults/db/start-in-child.ts';
import { fillOrder, fillShop } from '#tests/support/fill-database.ts';

/** Writes batches of orders for ever and prints each one after its commit. To be killed. Arguments: data folder, first number. */
const [dataDir = '', first = '1'] = process.argv.slice(2);
const { db } = await startReady(dataDir);
db.transaction((tx) => fillShop(tx));
writeSync(1, 'ready\n');
for (let n = Number(first); ;) {
  const size = randomInt(1, 40);
  const from = n;
  db.transaction((tx) => {
    for (let index = 0; index < size; index += 1) fillOrder(tx, from + index);
    tx.prepare<[string, string]>(
      `INSERT INTO settings (name, value_json, version, updated_at_ms) VALUES ('last', ?, 1, 0) ON CONFLICT (name) DO UPDATE SET value_json = ?`,
    ).run(String(from + size - 1), String(from + size - 1));
  });
  n += size;
  // What was told to the outside must be there after any death from here on.
  writeSync(1, `committed ${n - 1}\n`);
  if (randomInt(10) === 0) db.checkpoint('passive');
}
