// npm run package: installers for this machine's system, into dist/. Arguments go to electron-builder.
import './lib/check-running-node.mjs';

import('./lib/package-installers.mjs').then(({ packageInstallers }) => packageInstallers(process.argv.slice(2)));
