import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessions } from '#main/rpc/session.ts';
import { connectionLink } from '#renderer/rpc/connection-link.ts';
import { Connection } from '#renderer/rpc/connection.ts';
import { createStubServing } from '#tests/support/rpc/stub-serving.ts';
import type { StubServing } from '#tests/support/rpc/stub-serving.ts';
import type { stubContract } from '#tests/support/rpc/stub-contract.ts';
import { TRANSPORTS } from '#tests/support/rpc/transports.ts';
import type { TransportUnderTest } from '#tests/support/rpc/transports.ts';
import { until } from '#tests/support/until.ts';

describe.each(TRANSPORTS)('a window and the backend over $name', ({ start }) => {
  let serving: StubServing;
  let transport: TransportUnderTest;
  let connection: Connection;
  let client: ContractRouterClient<typeof stubContract>;

  beforeEach(async () => {
    serving = createStubServing();
    const session = createSessions({ signInRequired: () => true }).window('window-1');
    transport = await start(serving, session);
    connection = new Connection({ open: transport.open, random: () => 0 });
    client = createORPCClient(connectionLink(connection));
    void connection.run();
  });

  afterEach(async () => {
    connection.close();
    await transport.stop();
  });

  it('answers a call that was made before the connection stood', async () => {
    expect(connection.state.status).toBe('connecting');
    expect(await client.echo({ text: '你好，打包台' })).toEqual({ text: '你好，打包台' });
    expect(connection.state).toMatchObject({ status: 'connected', generation: 1, backendRestarts: 0 });
  });

  it('keeps answers apart when many calls run at once', async () => {
    const texts = Array.from({ length: 500 }, (_, n) => `call ${n}`);
    const answers = await Promise.all(texts.map((text) => client.echo({ text })));
    expect(answers.map(({ text }) => text)).toEqual(texts);
  });

  it('carries code and data of a coded error', async () => {
    await expect(client.fail({ how: 'coded' })).rejects.toMatchObject({
      code: 'ERR_ORDER_UNKNOWN',
      data: { number: '7788' },
    });
  });

  it('hides a defect behind ERR_HOST_INTERNAL with the trace id under which the log has everything', async () => {
    const error = await client.fail({ how: 'defect' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ERR_HOST_INTERNAL', data: { traceId: expect.stringMatching(/^trace-/) } });
    expect(JSON.stringify(error)).not.toContain('secret');
    const line = serving.books.log.find(({ level }) => level === 'error');
    expect(JSON.stringify(line)).toContain('secret detail');
    expect(line?.data).toMatchObject({ traceId: expect.stringMatching(/^trace-/) });
  });

  it('treats an answer that breaks the contract as a defect', async () => {
    await expect(client.fail({ how: 'output' })).rejects.toMatchObject({ code: 'ERR_HOST_INTERNAL' });
  });

  it('names the field that was wrong', async () => {
    // @ts-expect-error -- a client of another version
    await expect(client.fail({ how: 'unheard of' })).rejects.toMatchObject({
      code: 'ERR_HOST_INPUT_INVALID',
      data: { field: 'how' },
    });
  });

  it('refuses what the window may not do before anyone has signed in', async () => {
    await expect(client.operate()).rejects.toMatchObject({ code: 'ERR_AUTH_SIGN_IN_REQUIRED' });
  });

  it('reports a procedure that does not exist', async () => {
    const other: ContractRouterClient<{ nothing: typeof stubContract.wait }> = createORPCClient(
      connectionLink(connection),
    );
    await expect(other.nothing()).rejects.toMatchObject({ code: 'ERR_HOST_NOT_FOUND' });
  });

  it('streams events in order to their end', async () => {
    const numbers: number[] = [];
    for await (const { n } of await client.count({ to: 1000 })) numbers.push(n);
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, n) => n));
    await until(() => serving.books.running === 0, 'the stream is cleaned up');
  });

  it('carries large texts', async () => {
    const text = '订单'.repeat(4_000_000);
    expect((await client.echo({ text })).text === text).toBe(true);
  });

  it('carries binary data unaltered', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 31) % 256);
    const back = await client.file({ file: new File([bytes], 'label.bin', { type: 'application/octet-stream' }) });
    expect(new Uint8Array(await back.arrayBuffer())).toEqual(bytes);
  });

  it('cancels a call on the backend when the caller gives up', async () => {
    const gaveUp = new AbortController();
    const call = client.wait(undefined, { signal: gaveUp.signal });
    await until(() => serving.books.running === 1, 'the call runs');
    gaveUp.abort();
    await expect(call).rejects.toThrow('abort');
    await until(() => serving.books.running === 0, 'the call ended on the backend');
  });

  it('ends the stream on the backend when the window stops listening', async () => {
    for await (const { n } of await client.count({ to: Number.MAX_SAFE_INTEGER })) if (n === 10) break;
    await until(() => serving.books.running === 0, 'the stream ended on the backend');
    expect(serving.books.produced).toBeGreaterThan(10);
  });

  it('cleans up everything of a window that is gone', async () => {
    const stream = await client.count({ to: Number.MAX_SAFE_INTEGER, padding: 1000 });
    const waiting = client.wait().catch((error: unknown) => error);
    await stream.next();
    await until(() => serving.books.running === 2, 'both run');
    connection.close();
    await until(() => serving.books.running === 0, 'both ended on the backend');
    await until(() => transport.server().size === 0, 'the backend forgot the window');
    expect(await waiting).toMatchObject({ code: 'ERR_HOST_DISCONNECTED' });
  });

  it('fails calls under way and connects again when the backend is lost, and says that it is another run', async () => {
    const states: string[] = [];
    connection.subscribe(() => states.push(connection.state.status));
    const underWay = client.wait().catch((error: unknown) => error);
    await until(() => serving.books.running === 1, 'the call runs');
    await transport.restart(createStubServing('run-2'));
    expect(await underWay).toMatchObject({ code: 'ERR_HOST_DISCONNECTED' });
    expect(await client.echo({ text: 'still here' })).toEqual({ text: 'still here' });
    expect(states).toContain('reconnecting');
    expect(connection.state).toMatchObject({ status: 'connected', generation: 2, backendRestarts: 1 });
  });

  it('does not speak of a restart when the same run answers again', async () => {
    await client.echo({ text: 'first' });
    await transport.restart(serving);
    await until(() => connection.state.generation === 2, 'connected again');
    expect(connection.state.backendRestarts).toBe(0);
  });
});
