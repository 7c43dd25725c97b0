// npm run check: format, lint, types, dead code, architecture (import walls, house rules, texts). Under 90 seconds.
require('./lib/check-running-node.cjs');

import('./lib/run-checks.mjs').then(({ runChecks }) => runChecks(process.argv.slice(2)));
