import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import type { TcpAddress, TcpTransportOptions } from '#main/devices/transports/tcp-transport.ts';

const servers: Server[] = [];
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A device that does what the test says with each connection. */
async function device(onConnection: (socket: Socket) => void): Promise<TcpAddress> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { kind: 'tcp', host: '127.0.0.1', port: address.port };
}

async function openTo(address: TcpAddress, options?: TcpTransportOptions) {
  const transport = createTcpTransport(address, options);
  await transport.open();
  return transport;
}

const JOB = new Uint8Array(144_105).map((_, index) => index % 251);

describe('TCP transport', () => {
  it('delivers a whole label to a slow printer that talks back, and closes only when the printer does', async () => {
    const received: Buffer[] = [];
    const address = await device((socket) => {
      socket.pause();
      socket.write('\u0000\u0000\u0000\u0000');
      const timer = setInterval(() => {
        const piece: Buffer | null = socket.read(4_096) ?? socket.read();
        if (piece) received.push(piece);
      }, 1);
      socket.on('end', () => {
        clearInterval(timer);
        socket.end('\u0020');
      });
    });
    const transport = await openTo(address);
    const replies: number[] = [];
    transport.onData((bytes) => void replies.push(...bytes));
    const closed = new Promise((resolve) => transport.onClosed(resolve));
    expect(await transport.send(JOB)).toEqual({ ok: true, bytesSent: JOB.length });
    await transport.close();
    expect(await closed).toEqual({ byUs: true, detail: 'closed' });
    expect(Buffer.concat(received).equals(Buffer.from(JOB))).toBe(true);
    expect(replies).toEqual([0, 0, 0, 0, 0x20]);
  });

  it('reports how many bytes may have left when the device resets the line', async () => {
    const address = await device((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const transport = await openTo(address);
    const large = new Uint8Array(8_000_000);
    const outcome = await transport.send(large);
    expect(outcome.ok).toBe(false);
    expect(outcome.bytesSent).toBeGreaterThan(0);
    expect(outcome.bytesSent).toBeLessThan(large.length);
  });

  it('counts a line as broken when a device stops reading for too long', async () => {
    const address = await device((socket) => socket.pause());
    const transport = await openTo(address, { stallTimeoutMs: 100 });
    const outcome = await transport.send(new Uint8Array(32_000_000));
    expect(outcome).toMatchObject({ ok: false, detail: 'no progress for 100 ms' });
  });

  it('tells that the device ended the connection', async () => {
    const transport = await openTo(await device((socket) => socket.end()));
    const reason = await new Promise((resolve) => transport.onClosed(resolve));
    expect(reason).toEqual({ byUs: false, detail: 'ended by the device' });
    expect(await transport.send(JOB)).toMatchObject({ ok: false, bytesSent: 0 });
  });

  it('does not wait for ever for a device that keeps the connection open', async () => {
    const transport = await openTo(await device((socket) => socket.resume()));
    const closed = new Promise((resolve) => transport.onClosed(resolve));
    await transport.close(50);
    expect(await closed).toMatchObject({ byUs: true });
  });

  it('names a device that is switched off', async () => {
    const address = await device(() => undefined);
    await new Promise((resolve) => servers[0]?.close(resolve));
    await expect(createTcpTransport(address).open()).rejects.toMatchObject({
      code: 'ERR_DEVICE_OFFLINE',
      data: { detail: 'ECONNREFUSED' },
    });
  });

  it('gives up connecting when told to', async () => {
    const address = await device(() => undefined);
    await expect(createTcpTransport(address).open(AbortSignal.abort())).rejects.toMatchObject({
      code: 'ERR_DEVICE_TIMEOUT',
    });
  });
});
