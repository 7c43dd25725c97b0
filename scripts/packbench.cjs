#!/usr/bin/env node
// The `packbench` command: the command line of the product, on the pinned Node.
require('./lib/check-running-node.cjs');

import('./lib/run-cli.mjs').then(({ runCli }) => runCli(process.argv.slice(2)));
