// npm run package: installers for this machine's system, into dist/. Arguments go to electron-builder.
require('./lib/check-running-node.cjs');

import('./lib/package-installers.mjs').then(({ packageInstallers }) => packageInstallers(process.argv.slice(2)));
