// npm start: installs and builds what is missing, then opens the workstation.
require('./lib/check-running-node.cjs');

import('./lib/start-workstation.mjs').then(({ startWorkstation }) => startWorkstation(process.argv.slice(2)));
