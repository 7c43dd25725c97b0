// npm run bench: runs tests/bench/run.ts, bundled, on the pinned Node.
require('./lib/check-running-node.cjs');

import('./lib/run-bench.mjs').then(({ runBench }) => runBench(process.argv.slice(2)));
