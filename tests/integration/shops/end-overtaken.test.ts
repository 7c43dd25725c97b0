import { afterEach, beforeEach, expect, it } from 'vitest';
import { endOvertaken } from '#main/usecases/shops/end-overtaken.ts';
import { openUseCaseBed } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
});
afterEach(() => bed.close());

type Source = 'poll' | 'import';

function message(id: string, of: { number: string; state: string; atMs: number; source?: Source }): void {
  const { number, state, atMs, source = 'poll' } = of;
  const code = state === 'parked' ? 'ERR_CHANNEL_STATUS_UNMAPPED' : null;
  bed.context.db.transaction((tx) =>
    tx
      .prepare<(string | number | null)[]>(
        `INSERT INTO raw_messages (id, shop_id, source, topic, external_number, api_version, signature, payload, payload_bytes, sha256, received_at_ms, state, park_code, park_json, last_seen_at_ms)
         VALUES (?, 's1', ?, 'order', ?, '1', 'none', x'00', 1, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, source, number, id, atMs, state, code, code && '{}', atMs),
  );
}
const states = () =>
  bed.context.read.prepare<[], { id: string; state: string }>('SELECT id, state FROM raw_messages ORDER BY id').all();

it('asks nobody to look at a parked message once the platform has told of a later state of the order that could be read', () => {
  message('a-overtaken', { number: '1', state: 'parked', atMs: 10 });
  message('b-later', { number: '1', state: 'applied', atMs: 20 });
  message('c-still-parked', { number: '1', state: 'parked', atMs: 30 });
  message('d-alone', { number: '2', state: 'parked', atMs: 10 });
  message('e-from-a-file', { number: '2', state: 'applied', atMs: 20, source: 'import' });
  message('f-parked-again', { number: '2', state: 'parked', atMs: 25 });
  endOvertaken(bed.context, 's1');
  expect(states().map(({ state }) => state)).toEqual(['stale', 'applied', 'parked', 'parked', 'applied', 'parked']);
});
