// npm start: installs and builds what is missing, then opens the workstation.
import './lib/check-running-node.mjs';

import('./lib/start-workstation.mjs').then(({ startWorkstation }) => startWorkstation(process.argv.slice(2)));
