/**
 * Packages that stay where npm put them: native code, such as look for files beside their own, and fflate, whose `require`
 * would meet the one that electron-vite puts into a file. All others go into the bundles, since Node needs longer to find and
 * read hundreds of small files than to run what is in them.
 */
export const LEFT_OUTSIDE = [
  '@napi-rs/canvas',
  '@napi-rs/keyring',
  'better-sqlite3',
  'electron',
  'electron-updater',
  'fflate',
  'harfbuzzjs',
  'koffi',
  'libxml2-wasm',
  'node-hid',
  'serialport',
  'usb',
  'zxing-wasm',
];

/**
 * `new URL('./x-worker.ts', import.meta.url)` (or `-process`) is right when Node runs the source; what is bundled, or runs beside
 * a bundle, finds the worker elsewhere.
 * @param {(worker: string) => string} place the code of its URL, or of its path from the bundled file
 * @returns {import('vite').Plugin}
 */
export function workerFiles(place) {
  return {
    name: 'packbench:worker-files',
    transform(code, id) {
      if (!id.endsWith('.ts') || !/-(?:worker|process)\.ts/.test(code)) return null;
      return {
        code: code.replaceAll(
          /(['"`])(?:[\w./-]+\/)?([\w-]+-(?:worker|process))\.ts\1(?=\s*,\s*import\.meta\.url)/g,
          (_text, _quote, worker) => place(worker),
        ),
        map: null,
      };
    },
  };
}
