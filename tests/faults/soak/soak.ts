import { parseArgs } from 'node:util';
import { runSoak } from '#tests/faults/soak/run-soak.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '20000' },
    hours: { type: 'string', default: '10' },
    speed: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    quiet: { type: 'string', default: '480' },
    'kill-every': { type: 'string', default: '6' },
  },
});
const report = await runSoak(
  {
    orders: Number(values.orders),
    hours: Number(values.hours),
    speed: Number(values.speed),
    seed: Number(values.seed),
    quietMinutes: Number(values.quiet),
    killEveryMinutes: Number(values['kill-every']),
  },
  (line) => console.error(line),
);
console.log(
  JSON.stringify({ ...report, faults: report.faults.slice(0, 100), faultCount: report.faults.length }, null, 2),
);
process.exit(report.faults.length === 0 ? 0 : 1);
