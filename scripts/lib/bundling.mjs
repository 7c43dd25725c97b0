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

/** Flat, so that paths relative to import.meta.url mean the same in an entry and in a shared chunk. */
export const FLAT_OUTPUT = /** @type {const} */ ({
  format: 'es',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunk-[name]-[hash].js',
  // Comments say nothing to a machine; a line of licence stays.
  comments: { legal: true, annotation: false, jsdoc: false },
});

/** In a bundle each worker lies beside all other chunks. */
export const bundlePlugins = () => [workerFiles((worker) => `'./${worker}.js'`), oneByteSources()];

/**
 * V8 keeps a source in two bytes a character as soon as one of them is not ASCII, in each thread that loads it: nine tenths of what the
 * backend loads, for a dash in some text. Written as escapes, such characters leave it at one byte; tables of them stay as they are.
 * @returns {import('vite').Plugin}
 */
function oneByteSources() {
  return {
    name: 'packbench:one-byte-sources',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = escapeIfShorter(file.code);
    },
  };
}

/**
 * @param {string} code
 * @returns {string} the same program, in ASCII where that takes less memory
 */
export function escapeIfShorter(code) {
  // A line continued by an escaped line separator is the one place where an escape means something else.
  if (/\\[\u2028\u2029]/.test(code)) return code;
  const ascii = code.replace(/(\\*)([^\0-\x7f])/g, (_text, slashes, character) => {
    // An odd backslash escapes the character itself, and so may be that of its escape.
    const kept = slashes.slice(slashes.length % 2);
    return `${kept}\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return ascii.length < 2 * code.length ? ascii : code;
}
