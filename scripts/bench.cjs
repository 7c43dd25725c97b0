// npm run bench: runs tests/bench/run.ts from source on the pinned Node.
import './lib/check-running-node.mjs';

import('./lib/run-bench.mjs').then(({ runBench }) => runBench(process.argv.slice(2)));
