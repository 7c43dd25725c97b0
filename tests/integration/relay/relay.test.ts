import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { openRelayLine } from '#main/app/relay/open-relay-line.ts';
import { readPairingCode } from '#main/lib/relay-pairing.ts';
import { createSealKeys } from '#main/lib/sealed-box.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { openRelayStore } from '#main/relay/relay-store.ts';
import type { Relay } from '#main/relay/start-relay.ts';
import { storeRelayed } from '#main/usecases/relay/relay-pushes.ts';
import { closeMailbox } from '#main/usecases/relay/manage-relay.ts';
import {
  openRelayBed,
  pairingCodeOf,
  relayFolder,
  send,
  startTestRelay,
  wooPush,
} from '#tests/integration/relay/relay-bed.ts';
import { spawnScript } from '#tests/support/spawn-script.ts';
import { until } from '#tests/support/until.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const ENTRY = resolve(import.meta.dirname, '..', '..', '..', 'src', 'main', 'relay.ts');

let folder: ReturnType<typeof relayFolder>;
let bed: ReturnType<typeof openRelayBed>;
let relay: Relay | null;
beforeEach(() => {
  folder = relayFolder();
  bed = openRelayBed();
  relay = null;
});
afterEach(async () => {
  await bed.shut();
  await relay?.stop();
  folder.remove();
});

async function joined(options: Parameters<typeof startTestRelay>[1] = {}): Promise<string> {
  relay = await startTestRelay(folder.dir, options);
  return bed.join(relay.url, pairingCodeOf(folder.dir));
}

function pairingsIn(dir: string): number {
  const store = openRelayStore(dir, 100);
  const { length } = store.listPairings();
  store.close();
  return length;
}

/** All that the relay has written, as bytes. */
const onDisk = (): Buffer => Buffer.concat(readdirSync(folder.dir).map((name) => readFileSync(join(folder.dir, name))));

describe('a push through the relay', () => {
  it('is taken in by the use case of direct webhooks, with the time at which the relay received it', async () => {
    const atMs = Date.UTC(2026, 10, 20, 12);
    const url = await joined({ nowMs: () => atMs });
    expect(await wooPush(url, 4711)).toMatchObject({ status: 200, body: '{"ok":true}' });
    await until(() => bed.fetched().length === 1, 'the order to be fetched');
    expect(bed.fetched()).toEqual(['4711']);
    expect(
      bed.context.read.prepare('SELECT signature, received_at_ms AS atMs, delivery_id AS id FROM raw_messages').all(),
    ).toMatchObject([{ signature: 'valid', atMs, id: expect.stringMatching(/^delivery-4711:4711:/) }]);
    await until(() => bed.mailbox()?.takenCount === 1 && bed.mailbox()?.waiting === 0, 'an empty mailbox');
  });

  it('waits while the workstation is away, readable by nobody, and comes in order and once when it is back', async () => {
    const url = await joined();
    await bed.leave();
    for (const order of [1, 2, 3, 2]) expect((await wooPush(url, order)).status).toBe(200);
    expect(onDisk().includes('Anna Muster')).toBe(false);
    expect(onDisk().includes('X-WC-Webhook')).toBe(false);
    bed.comeBack();
    await until(() => bed.mailbox()?.takenCount === 4, 'four pushes');
    expect(bed.fetched()).toEqual(['1', '2', '3']);
    // The repeat was kept as a push of its own, counted there, and dropped and counted here.
    await until(() => bed.mailbox()?.repeatedCount === 1 && bed.mailbox()?.waiting === 0, 'the relay to say so');
    expect(bed.context.read.pluck('SELECT MAX(seen_count) FROM raw_messages').get()).toBe(2);
  });

  it('is kept where its signature does not hold, and taken in once the secret is right', async () => {
    const url = await joined();
    await wooPush(url, 9, 'the new secret');
    await until(() => bed.mailbox()?.refusedCount === 1, 'the refusal');
    expect(bed.mailbox()?.refusedProblem).toMatchObject({ code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
    expect(bed.fetched()).toEqual([]);
    bed.secret.now = 'the new secret';
    bed.clock.atMs += 1_000;
    bed.context.db.transaction((tx) => {
      tx.prepare<[number]>('UPDATE shops SET updated_at_ms = ?').run(bed.clock.atMs);
      tx.changed('shops');
    });
    await until(() => bed.fetched().length === 1, 'the push');
    expect(bed.mailbox()?.refusedCount).toBe(0);
  });
});

describe('a relay that is killed', () => {
  it('has every push that it acknowledged, and none twice', async () => {
    const serve = (port: string) => spawnScript(ENTRY, 'serve', '--data', folder.dir, '--port', port);
    const code = pairingCodeOf(folder.dir);
    let child = serve('0');
    const address = (await child.line('Packbench relay ready at ')).replace('Packbench relay ready at ', '');
    const { port } = new URL(address);
    const url = await bed.join(address, code);
    const acknowledged: number[] = [];
    let sent = 0;
    // Each goes on until the relay is gone, however fast it answers.
    const sending = Array.from({ length: 20 }, async () => {
      for (let isThere = true; isThere;) {
        const order = sent++;
        const answer = await wooPush(url, order).catch(() => null);
        isThere = answer?.status === 200;
        if (isThere) acknowledged.push(order);
      }
    });
    await until(() => acknowledged.length >= 15, 'some pushes');
    await child.kill();
    await Promise.all(sending);
    expect(acknowledged.length).toBeLessThan(sent);
    child = serve(port);
    await child.line('Packbench relay ready at ');
    expect((await wooPush(url, sent)).status).toBe(200);
    acknowledged.push(sent);
    await until(() => acknowledged.every((each) => bed.fetched().includes(String(each))), 'all pushes');
    expect(new Set(bed.fetched()).size).toBe(bed.fetched().length);
    child.process.kill('SIGTERM');
    expect(await child.ended).toBe(0);
  }, 60_000);
});

describe('a workstation that dies between its commit and its word', () => {
  it('is sent the same again and stores it once', async () => {
    const url = await joined();
    await bed.leave();
    await wooPush(url, 1);
    await wooPush(url, 2);
    const heard = await bed.drainWithoutWord(relay?.url ?? '');
    const pushes = heard.map(({ mailbox, sequence, receivedAtMs }) => ({
      mailboxId: mailbox,
      sequence,
      receivedAtMs,
      delivery: new Uint8Array([1]),
    }));
    expect([storeRelayed(bed.context, pushes), storeRelayed(bed.context, pushes)]).toEqual([2, 0]);
    expect((await bed.drainWithoutWord(relay?.url ?? '')).map(({ sequence }) => sequence)).toEqual(
      heard.map(({ sequence }) => sequence),
    );
    bed.comeBack();
    await until(() => bed.mailbox()?.waiting === 0 && bed.mailbox()?.receivedCount === 3, 'an empty mailbox');
    expect(bed.context.read.pluck('SELECT COUNT(*) FROM relay_inbox').get()).toBe(2);
  });
});

describe('what the relay turns away', () => {
  it('is an address that it does not know, another method, and what is too large', async () => {
    const url = await joined();
    // The relay has told how things stand, and has nothing else to tell.
    await until(() => bed.mailbox()?.waiting === 0 && bed.mailbox()?.receivedCount === 1, 'a relay at rest');
    expect((await send(url.replace(/.$/, '!'), 'POST')).status).toBe(404);
    expect((await send(`${new URL(url).origin}/push/nobody-nobody-nobody`, 'POST')).status).toBe(404);
    expect(await send(url, 'GET')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect((await send(url, 'POST', 'x'.repeat((2 << 20) + 1))).status).toBe(413);
    await until(() => bed.mailbox()?.turnedAwayCount === 1, 'the count');
  });

  it('is what comes too fast, and what finds no room: the platform tries again, and nothing half is kept', async () => {
    let nowMs = Date.now();
    const url = await joined({ maxMb: 1, rate: { perSecond: 1, burst: 3 }, nowMs: () => nowMs });
    await bed.leave();
    nowMs += 3_600_000;
    const rush = await Promise.all([1, 2, 3, 4].map((order) => wooPush(url, order)));
    expect(rush.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429]);
    nowMs += 3_600_000;
    const full = await send(url, 'POST', 'y'.repeat(1_500_000));
    expect(full).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
    expect((await wooPush(url, 5)).status).toBe(200);
    bed.comeBack();
    await until(() => bed.fetched().length === 4, 'what was kept');
  });

  it('is a workstation that does not know the code, and a second one that does', async () => {
    relay = await startTestRelay(folder.dir);
    const pairing = readPairingCode(pairingCodeOf(folder.dir)) ?? { id: '', key: '' };
    const reach = (key: string) =>
      openRelayLine(
        { address: relay?.url ?? '', pairing: { id: pairing.id, key }, keys: createSealKeys() },
        { openSocket: openJsonSocket, timers: systemTimers, nowMs: () => Date.now(), onMessage: () => {} },
      );
    await expect(reach('AAAAAAAAAAAAAAAAAAAAAAAA')).rejects.toMatchObject({ data: { reason: 'proof' } });
    (await reach(pairing.key)).close();
    await expect(reach(pairing.key)).rejects.toMatchObject({ data: { reason: 'other_workstation' } });
  });
});

it('keeps what the workstation cannot place: it was put back from a backup that does not know the address', async () => {
  const url = await joined();
  await bed.leave();
  await wooPush(url, 1);
  bed.context.db.transaction((tx) => {
    tx.prepare('CREATE TEMP TABLE kept AS SELECT * FROM relay_mailboxes').run();
    tx.prepare('DELETE FROM relay_mailboxes').run();
  });
  expect(await bed.drainWithoutWord(relay?.url ?? '')).toEqual([]);
  bed.context.db.transaction((tx) => tx.prepare('INSERT INTO relay_mailboxes SELECT * FROM kept').run());
  bed.comeBack();
  await until(() => bed.fetched().includes('1'), 'the push');
});

describe('what nobody fetched in time', () => {
  it('is thrown away, counted, and told to the workstation', async () => {
    let nowMs = Date.now();
    const options = { keepMs: 86_400_000, nowMs: () => nowMs };
    const url = await joined(options);
    await bed.leave();
    await wooPush(url, 1);
    await wooPush(url, 2);
    await relay?.stop();
    nowMs += 2 * 86_400_000;
    relay = await startTestRelay(folder.dir, { ...options, port: Number(new URL(url).port) });
    bed.comeBack();
    await until(() => bed.mailbox()?.lostCount === 2, 'the loss');
    expect([bed.mailbox()?.waiting, bed.fetched()]).toEqual([0, []]);
  });
});

it('gives an address up: the relay forgets it and what waits there', async () => {
  const url = await joined();
  await bed.leave();
  await wooPush(url, 1);
  closeMailbox(bed.context, SYSTEM_ACT, 's1');
  bed.comeBack();
  await until(() => bed.context.read.pluck('SELECT COUNT(*) FROM relay_mailboxes').get() === 0, 'the mailbox to go');
  expect((await wooPush(url, 2)).status).toBe(404);
  expect(bed.link().unpair(SYSTEM_ACT)).toEqual({ toldRelay: true });
  await until(() => bed.link().link() === null, 'the end of the link');
  await until(() => pairingsIn(folder.dir) === 0, 'the relay to forget the workstation');
  expect(bed.context.read.pluck('SELECT COUNT(*) FROM secrets').get()).toBe(0);
});
