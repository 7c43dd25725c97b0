#!/usr/bin/env node
// The `packbench` command: the command line of the product, on the pinned Node.
import './lib/check-running-node.mjs';

import('./lib/run-cli.mjs').then(({ runCli }) => runCli(process.argv.slice(2)));
