// npm run new:channel -- <id> (also new:carrier, new:printer-language, new:scale-protocol): a plugin that compiles,
// is registered, and says of itself that it is not implemented yet.
require('./lib/check-running-node.cjs');

import('./lib/scaffold/create-plugin.mjs').then(({ createPlugin }) => createPlugin(process.argv.slice(2)));
