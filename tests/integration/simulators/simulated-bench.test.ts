import { constants, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { ReadStream } from 'node:tty';
import { expect, it } from 'vitest';
import { startSimulatedBench } from '#main/simulators/control/simulated-bench.ts';
import { until } from '#tests/support/until.ts';

it('a simulated scale shows on its port what was put on it, until that is taken off', async () => {
  const bench = await startSimulatedBench({ seed: 1 });
  const fd = openSync(bench.scale?.path ?? '', constants.O_RDWR | constants.O_NOCTTY);
  const port = new ReadStream(fd);
  let heard = '';
  port.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
  const shown = (weight: string): Promise<void> => {
    heard = '';
    return until(() => {
      writeSync(fd, 'SI\r\n');
      return heard.includes(`${weight} kg`);
    }, `the scale shows ${weight} kg at rest`);
  };
  bench.putOnScale(350);
  await shown('S S     0.350');
  bench.putOnScale(1_200);
  await shown('S S     1.200');
  bench.putOnScale(0);
  await shown('S S     0.000');
  port.destroy();
  await bench.close();
});

it('a simulated printer gives a picture of each label once, and takes all of them along when it ends', async () => {
  const bench = await startSimulatedBench({ seed: 1 });
  const socket = connect(bench.printer.port, bench.printer.host);
  socket.write('SIZE 50 mm,30 mm\r\nGAP 3 mm,0\r\nCLS\r\nBAR 10,10,200,100\r\nPRINT 2,1\r\n');
  const files: string[] = [];
  await until(() => {
    void bench.takeLabels().then((fresh) => files.push(...fresh));
    return files.length === 2;
  }, 'both labels are out');
  expect(new Set(files).size).toBe(2);
  expect(readFileSync(files[0] ?? '').toString('latin1', 1, 4)).toBe('PNG');
  expect(await bench.takeLabels()).toEqual([]);
  socket.destroy();
  await bench.close();
  expect(files.filter((file) => existsSync(file))).toEqual([]);
});
