import { connect } from 'node:net';
import type { Socket } from 'node:net';
import bwip from 'bwip-js/node';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { ptySupported } from '#main/simulators/devices/pty.ts';
import { startPrinterPty } from '#main/simulators/devices/printer/printer-pty.ts';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import type { TsplPrinterTcp, TsplPrinterTcpOptions } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { PATIENCE } from '#tests/support/patience.ts';

const ROW_BYTES = 100;
const ROWS = 300;
const WAYBILL = 'SF1234567890123';

/** A 100 x 50 mm label with a Code 128 whose modules are 3 dots wide, as a TSPL job. */
function waybillJob(): Uint8Array {
  const [symbol] = bwip.raw({ bcid: 'code128', text: WAYBILL });
  if (!symbol || !('sbs' in symbol)) throw new Error('no linear symbol');
  const row = new Uint8Array(ROW_BYTES).fill(0xff);
  let x = 60;
  symbol.sbs.forEach((modules: number, index: number) => {
    for (let dot = 0; dot < modules * 3; dot++, x++) {
      if (index % 2 === 0) row[x >> 3] = (row[x >> 3] ?? 0xff) & ~(0x80 >> (x & 7));
    }
  });
  const rows = Array.from({ length: ROWS }, (_, y) =>
    y >= 100 && y < 200 ? row : new Uint8Array(ROW_BYTES).fill(0xff),
  );
  return Buffer.concat([
    Buffer.from(`SIZE 100 mm,50 mm\r\nGAP 3 mm,0 mm\r\nCLS\r\nBITMAP 0,0,${ROW_BYTES},${ROWS},0,`),
    ...rows,
    Buffer.from('\r\nPRINT 1,1\r\n'),
  ]);
}

async function startTcp(options: TsplPrinterTcpOptions = {}): Promise<TsplPrinterTcp> {
  const server = await startTsplPrinterTcp({ isInstant: true, ...options });
  onTestFinished(() => server.close());
  return server;
}

function dial(server: TsplPrinterTcp): Socket {
  const socket = connect(server.port, server.host);
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

describe('a TSPL printer on the network', () => {
  it('prints what was sent, and the paper can be scanned', async () => {
    const server = await startTcp();
    dial(server).end(waybillJob());
    await vi.waitFor(() => expect(server.printer.labels).toHaveLength(1), PATIENCE);
    const label = server.printer.labels[0];
    if (!label) throw new Error('no label');
    const { barcodes, png } = await decodeLabel(label.bitmap);
    expect(barcodes).toMatchObject([
      { format: 'Code128', text: WAYBILL, aimId: ']C0', leftDots: 60, topDots: 100, orientation: 0, isMirrored: false },
    ]);
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
    expect(Buffer.from(label.rawBytes)).toEqual(Buffer.from(waybillJob()));
  });

  it('cannot be scanned when black and white are swapped', async () => {
    const server = await startTcp();
    const job = Buffer.from(waybillJob());
    const start = job.indexOf(`${ROWS},0,`) + `${ROWS},0,`.length;
    for (let index = start; index < start + ROW_BYTES * ROWS; index++) job[index] = ~(job[index] ?? 0) & 0xff;
    dial(server).end(job);
    await vi.waitFor(() => expect(server.printer.labels).toHaveLength(1), PATIENCE);
    const [label] = server.printer.labels;
    expect(label && (await decodeLabel(label.bitmap)).barcodes).toEqual([]);
  });

  it('turns a second client away while the first is connected', async () => {
    const server = await startTcp();
    const first = dial(server);
    await new Promise<void>((resolve) => first.once('connect', () => resolve()));
    await ended(dial(server).resume());
    first.end(waybillJob());
    await vi.waitFor(() => expect(server.printer.labels).toHaveLength(1), PATIENCE);
  });

  it('resets the connection in the middle of a job and prints nothing of it', async () => {
    const server = await startTcp();
    server.closeAfterBytes(5_000);
    const socket = dial(server);
    socket.write(waybillJob());
    await ended(socket.resume());
    expect(server.receivedBytes).toBe(5_000);
    expect(server.printer.labels).toEqual([]);
    dial(server).end(waybillJob());
    await vi.waitFor(() => expect(server.printer.labels).toHaveLength(1), PATIENCE);
  });

  it('can be unplugged and plugged in again under the same port', async () => {
    const server = await startTcp();
    await server.unplug();
    await ended(dial(server).resume());
    await server.plugIn();
    dial(server).end(waybillJob());
    await vi.waitFor(() => expect(server.printer.labels).toHaveLength(1), PATIENCE);
  });

  it('leaves bytes unread while its buffer is full', async () => {
    const server = await startTcp();
    server.stopReading();
    const socket = dial(server);
    const isSent = new Promise<void>((resolve) => socket.write(waybillJob(), () => resolve()));
    await isSent;
    expect(server.receivedBytes).toBe(0);
    server.resumeReading();
    await vi.waitFor(() => expect(server.printer.labels).toHaveLength(1), PATIENCE);
  });
});

describe.runIf(ptySupported())('a TSPL printer on a serial line', () => {
  it('prints and answers over the line', async () => {
    const device = startPrinterPty(createTsplPrinter({ isInstant: true }));
    onTestFinished(() => device.close());
    const line = createSerialTransport({
      kind: 'serial',
      path: device.path,
      baudRate: 115_200,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
      flow: 'none',
    });
    await line.open();
    onTestFinished(() => line.close());
    const heard: number[] = [];
    line.onData((bytes) => heard.push(...bytes));
    expect(await line.send(waybillJob())).toMatchObject({ ok: true });
    await line.send(Uint8Array.of(0x1b, 0x21, 0x3f));
    await vi.waitFor(() => expect(heard).toEqual([0]), PATIENCE);
    const [label] = device.printer.labels;
    expect(label && (await decodeLabel(label.bitmap)).barcodes).toMatchObject([{ text: WAYBILL }]);
  });

  it('loses a job whose cable is pulled', async () => {
    const device = startPrinterPty(createTsplPrinter({ isInstant: true }));
    onTestFinished(() => device.close());
    device.unplugAfterBytes(10_000);
    const line = createSerialTransport({
      kind: 'serial',
      path: device.path,
      baudRate: 115_200,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
      flow: 'none',
    });
    await line.open();
    onTestFinished(() => line.close());
    expect(await line.send(waybillJob())).toMatchObject({ ok: false });
    expect(device.receivedBytes).toBe(10_000);
    expect(device.printer.labels).toEqual([]);
  });
});
