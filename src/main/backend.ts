import { runBackend } from '#main/host/electron/run-backend.ts';
import { startProduct } from '#main/host/start-product.ts';

// The backend of the Electron host, in a utility process: no window, no DOM, only the product.
runBackend({ line: process.parentPort, startWorkstation: startProduct, exit: (code) => process.exit(code) });
