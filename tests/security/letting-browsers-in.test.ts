import { expect, it } from 'vitest';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();
const someoneElses = hostForFile({ isOtherUser: async () => true });

// A tunnel that brings the pushes of channels is such a process, and whoever is behind it may write any header.
it("a process of the host's own user gets no window without a token or code, whatever it says of itself", async () => {
  const { ask } = host();
  const asTyped = { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document', 'x-forwarded-for': '203.0.113.7' };
  for (const headers of [{}, asTyped]) {
    const answer = await ask('/', { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

it('a token that another user of the PC read in the list of processes does not let that user in; a typed code does', async () => {
  const { ask, host: running } = someoneElses();
  const { signInUrl, code } = running.newTicket();
  const stolen = await ask(`/${new URL(signInUrl).search}`);
  expect(stolen.status).toBe(401);
  expect(stolen.headers['set-cookie']).toBeUndefined();
  const typed = await ask('/sign-in', {
    method: 'POST',
    headers: { origin: someoneElses().origin },
    body: `code=${code}`,
  });
  expect(typed.status).toBe(303);
});
