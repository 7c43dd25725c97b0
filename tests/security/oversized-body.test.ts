import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { STUB_TOKENS } from '#tests/support/host/stub-workstation.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

it('a webhook beyond the limit is refused by its announced length', async () => {
  const answer = await announce('/push/shop-1', 3 << 20);
  expect(answer).toContain('413');
  expect(answer).toContain('ERR_HOST_BODY_TOO_LARGE');
  expect(host().workstation.pushes).toEqual([]);
});

it('a webhook beyond the limit is refused while it is read, when it announced no length', async () => {
  const answer = await streamChunks('/push/shop-1', 4 << 20);
  expect(answer).toContain('413');
  expect(host().workstation.pushes).toEqual([]);
});

it('the sign-in form takes no novel', async () => {
  const { ask, origin } = host();
  const answer = await ask('/sign-in', { method: 'POST', headers: { origin }, body: 'x'.repeat(5000) });
  expect(answer.status).toBe(413);
});

it('an API call beyond the limit is refused', async () => {
  const answer = await announce('/api/echo', 60 << 20, `authorization: Bearer ${STUB_TOKENS.admin}\r\n`);
  expect(answer).toContain('413');
});

it('headers beyond any measure end the connection', async () => {
  const answer = await host()
    .ask('/', { headers: { 'x-padding': 'x'.repeat(100_000) } })
    .catch(() => ({ status: 0 }));
  expect([0, 431]).toContain(answer.status);
});

/** Announces `length` bytes, sends a few of them, and reads the answer. */
function announce(path: string, length: number, moreHeaders = ''): Promise<string> {
  return converse((write) => {
    write(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${host().port}\r\ncontent-type: application/json\r\n${moreHeaders}content-length: ${length}\r\n\r\n{"text":`,
    );
  });
}

function streamChunks(path: string, length: number): Promise<string> {
  return converse((write) => {
    write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${host().port}\r\ntransfer-encoding: chunked\r\n\r\n`);
    const chunk = 'x'.repeat(65_536);
    for (let sent = 0; sent < length; sent += chunk.length) write(`10000\r\n${chunk}\r\n`);
  });
}

function converse(speak: (write: (text: string) => void) => void): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(host().port, '127.0.0.1', () => speak((text) => socket.write(text)));
    socket.on('data', (data) => {
      answer += data.toString();
      if (answer.includes('}')) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}
