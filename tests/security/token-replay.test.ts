import { expect, it } from 'vitest';
import { MAX_WRONG_CODES, TICKET_VALID_MS } from '#main/host/node/sign-in-desk.ts';
import { startTestHost } from '#tests/support/host/start-test-host.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

it('the token in an address works once', async () => {
  const { ask, host: running } = host();
  const { search } = new URL(running.newTicket().signInUrl);
  expect((await ask(`/${search}`)).status).toBe(303);
  const replay = await ask(`/${search}`);
  expect(replay.status).toBe(401);
  expect(replay.headers['set-cookie']).toBeUndefined();
});

it('a code works once', async () => {
  const { ask, host: running, origin } = host();
  const enter = (body: string) => ask('/sign-in', { method: 'POST', headers: { origin }, body });
  const body = `code=${running.newTicket().code}`;
  expect((await enter(body)).status).toBe(303);
  expect((await enter(body)).status).toBe(401);
});

it('tickets end after ten minutes', async () => {
  let nowMs = 1_800_000_000_000;
  const aging = await startTestHost({ clock: { nowMs: () => nowMs } });
  const { search } = new URL(aging.host.newTicket().signInUrl);
  nowMs += TICKET_VALID_MS + 1;
  expect((await aging.ask(`/${search}`)).status).toBe(401);
  await aging.stop();
});

it('codes cannot be tried out: after some wrong ones the right one is void too', async () => {
  const { ask, host: running, origin } = host();
  const { code } = running.newTicket();
  const enter = (text: string) => ask('/sign-in', { method: 'POST', headers: { origin }, body: `code=${text}` });
  for (let n = 0; n < MAX_WRONG_CODES; n += 1) expect((await enter(`AAAA-AAA${n}`)).status).toBe(401);
  expect((await enter(code)).status).toBe(401);
});

it('a new ticket needs the control key of the data folder', async () => {
  const { ask } = host();
  for (const key of ['', 'guess', 'x'.repeat(43)]) {
    const answer = await ask('/control/ticket', { method: 'POST', headers: { 'x-packbench-control': key } });
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('token=');
  }
});
