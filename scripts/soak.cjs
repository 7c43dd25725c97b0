// npm run soak: ten hours of six misbehaving platforms against a backend that is killed again and again; reports with its seed.
require('./lib/check-running-node.cjs');

import('./lib/run-soak.mjs').then(({ runSoak }) => runSoak(process.argv.slice(2)));
