// npm test: installs what is missing (a browser included), then runs every suite. The last line sums them up.
require('./lib/check-running-node.cjs');

import('./lib/run-tests.mjs').then(({ runTests }) => runTests(process.argv.slice(2)));
