import type { IForbiddenRuleType } from 'dependency-cruiser';

/**
 * The table "Allowed imports" of the design, as data: what a folder may import; all else is forbidden. Paths are
 * regular expressions over resolved paths; npm packages are names; `node` lists modules of Node, or `'any'`.
 */
interface Wall {
  readonly name: string;
  readonly from: string | string[];
  /** Exceptions to `from`. */
  readonly fromNot?: string;
  readonly may: readonly string[];
  /** Only `import type`: shapes may cross where code may not. */
  readonly mayAsType?: readonly string[];
  readonly packages: readonly string[] | 'any';
  readonly node: readonly string[] | 'any';
}

const SHARED = '^src/shared/';
const CORE = '^src/main/core/';
const LIB = '^src/main/lib/';
const RESOURCES = '^resources/';

/** Libraries that compute and do nothing else: no IO, no clock, no random. */
const PURE = [
  'zod',
  'temporal-polyfill',
  'libphonenumber-js',
  'cel-js',
  '@marcbachmann/cel-js',
  'jsonata',
  'minisearch',
  'currency-codes',
  'i18n-iso-countries',
];

/** Formats that channels and carriers speak. */
const WIRE_FORMATS = ['fast-xml-parser', 'iconv-lite', 'fflate', 'graphql', 'uuid'];

/** Modules of Node that reach no network, no process and no file. */
const NODE_COMPUTE = ['crypto', 'zlib', 'buffer', 'util', 'string_decoder', 'timers/promises', 'events', 'stream'];

const FAMILY_CONTRACTS = [
  '^src/main/plugins/[^/]+\\.ts$',
  '^src/main/plugins/[^/]+/[^/]+\\.ts$',
  '^src/main/devices/[^/]+/[^/]+\\.ts$',
];

const IMPORT_WALLS: readonly Wall[] = [
  { name: 'shared', from: SHARED, may: [SHARED], packages: ['zod', '@orpc/contract'], node: [] },
  { name: 'core', from: CORE, may: [CORE, SHARED], packages: PURE, node: [] },
  {
    name: 'db',
    from: '^src/main/db/',
    // The event chain, ids and the clock are rules of the kernel that rows are written by.
    may: ['^src/main/db/', SHARED, `${CORE}kernel/`],
    mayAsType: [CORE],
    packages: ['zod', 'better-sqlite3', 'drizzle-orm', 'fflate'],
    node: 'any',
  },
  {
    name: 'plugins',
    from: '^src/main/plugins/([^/]+)/([^/]+)/',
    may: ['^src/main/plugins/$1/$2/', '^src/main/plugins/[^/]+\\.ts$', '^src/main/plugins/$1/[^/]+\\.ts$', SHARED, LIB],
    mayAsType: [CORE],
    packages: [...PURE, ...WIRE_FORMATS],
    node: NODE_COMPUTE,
  },
  {
    name: 'family-contracts',
    from: ['^src/main/plugins/[^/]+\\.ts$', '^src/main/plugins/[^/]+/[^/]+\\.ts$'],
    may: ['^src/main/plugins/[^/]+\\.ts$', '^src/main/plugins/[^/]+/[^/]+\\.ts$', SHARED, LIB],
    mayAsType: [CORE],
    packages: ['zod'],
    node: [],
  },
  {
    name: 'devices',
    from: '^src/main/devices/',
    may: ['^src/main/devices/', SHARED, LIB],
    // A printer language is given a finished picture, and of a receipt what stands on it.
    mayAsType: ['^src/main/documents/(labels/bitmap|layout/page-piece)\\.ts$', `${CORE}kernel/`],
    packages: ['zod', 'serialport', 'usb', 'node-hid', 'node-thermal-printer', 'koffi', 'iconv-lite'],
    node: 'any',
  },
  {
    name: 'documents',
    from: '^src/main/documents/',
    may: ['^src/main/documents/', SHARED, CORE, RESOURCES],
    packages: [
      ...PURE,
      '@napi-rs/canvas',
      'bwip-js',
      'uqr',
      'bidi-js',
      'zxing-wasm',
      'pdf-lib',
      'fontkit',
      'harfbuzzjs',
      '@expo-google-fonts/.+',
      // Files for customs, posts and brokers.
      'fast-xml-parser',
      'iconv-lite',
      'transliteration',
      'write-excel-file',
    ],
    node: 'any',
  },
  {
    name: 'usecases',
    from: '^src/main/usecases/',
    fromNot: '^src/main/usecases/(backup|support)/',
    // Customs rules, goods codes and divisions of China are data that the product comes with.
    may: ['^src/main/usecases/', SHARED, CORE, '^src/main/db/', '^resources/(address|customs)/', ...FAMILY_CONTRACTS],
    mayAsType: ['^src/main/documents/', LIB],
    packages: [...PURE, 'drizzle-orm', 'fflate', 'papaparse', 'read-excel-file', 'iconv-lite', 'fast-xml-parser'],
    node: NODE_COMPUTE,
  },
  {
    name: 'usecases-files',
    // Backups and support bundles are files: these use cases write, list and delete them.
    from: '^src/main/usecases/(backup|support)/',
    may: ['^src/main/usecases/', SHARED, CORE, '^src/main/db/'],
    mayAsType: [LIB],
    packages: [...PURE, 'fflate'],
    node: [...NODE_COMPUTE, 'fs', 'fs/promises', 'os', 'path'],
  },
  {
    name: 'rpc',
    from: '^src/main/rpc/',
    may: ['^src/main/rpc/', SHARED, '^src/main/usecases/'],
    // The composition root hands its services over; rpc knows their shape only.
    mayAsType: ['^src/main/app/', CORE],
    packages: ['zod', '@orpc/.+', 'ws'],
    // The contract is served over HTTP as well.
    node: ['http', 'events', 'stream'],
  },
  { name: 'lib', from: LIB, may: [LIB, SHARED], mayAsType: [`${CORE}kernel/`], packages: 'any', node: 'any' },
  {
    name: 'simulators',
    from: '^src/main/simulators/',
    // Written from the reference alone, so that one mistake is not made on both sides.
    may: ['^src/main/simulators/', SHARED, LIB],
    // The printer emulator reads back what it printed.
    packages: ['zod', 'ws', 'koffi', 'zxing-wasm', '@napi-rs/canvas', 'bwip-js', ...WIRE_FORMATS],
    node: 'any',
  },
  {
    name: 'relay',
    // Runs by itself on any cheap host: nothing of the workstation comes along.
    from: '^src/main/relay/',
    may: ['^src/main/relay/', SHARED, LIB],
    packages: ['zod', 'ws', 'better-sqlite3'],
    node: 'any',
  },
  {
    name: 'app',
    from: '^src/main/app/',
    may: ['^src/main/(app|core|db|plugins|devices|documents|usecases|rpc|lib|relay|simulators)/', SHARED, RESOURCES],
    packages: 'any',
    node: 'any',
  },
  {
    name: 'hosts',
    from: ['^src/main/host/', '^src/main/[^/]+\\.ts$'],
    // A host is a transport: it hands its sockets and ports to the servers of the contract in rpc.
    may: ['^src/main/host/', '^src/main/app/', '^src/main/rpc/', SHARED, RESOURCES],
    mayAsType: ['^src/main/(lib|core/kernel|usecases)/'],
    packages: 'any',
    node: 'any',
  },
  { name: 'preload', from: '^src/preload/', may: ['^src/preload/', SHARED], packages: ['electron'], node: [] },
  {
    name: 'features',
    from: '^src/renderer/features/([^/]+)/',
    may: ['^src/renderer/features/$1/', '^src/renderer/(rpc|ui|i18n)/', SHARED],
    packages: 'any',
    node: [],
  },
  {
    name: 'renderer',
    from: '^src/renderer/',
    fromNot: '^src/renderer/features/',
    may: ['^src/renderer/', SHARED, RESOURCES],
    packages: 'any',
    node: [],
  },
];

/** `import` of what stands in the rendering of one wall as rules of dependency-cruiser. */
function rulesOf(wall: Wall): readonly IForbiddenRuleType[] {
  const from = { path: wall.from, pathNot: ['\\.test\\.tsx?$', '/fixtures/', ...(wall.fromNot ? [wall.fromNot] : [])] };
  const comment = `see "Allowed imports" in the design: ${wall.name}`;
  const npm = '(^|/)node_modules/';
  const own = '^(src|resources|tests|scripts)/';
  const rules: IForbiddenRuleType[] = [
    {
      name: `wall-${wall.name}`,
      comment,
      severity: 'error',
      from,
      to: { path: own, pathNot: [...wall.may, ...(wall.mayAsType ?? [])] },
    },
  ];
  if (wall.mayAsType) {
    rules.push({
      name: `wall-${wall.name}-types`,
      comment,
      severity: 'error',
      from,
      to: { path: [...wall.mayAsType], pathNot: [...wall.may], dependencyTypesNot: ['type-only'] },
    });
  }
  if (wall.packages !== 'any') {
    rules.push({
      name: `wall-${wall.name}-packages`,
      comment,
      severity: 'error',
      from,
      to: { path: npm, pathNot: wall.packages.map((name) => `(^|/)node_modules/(@types/)?(${name})(/|$)`) },
    });
  }
  if (wall.node !== 'any') {
    rules.push({
      name: `wall-${wall.name}-node`,
      comment,
      severity: 'error',
      from,
      to: { dependencyTypes: ['core'], pathNot: wall.node.map((name) => `^(node:)?${name}$`) },
    });
  }
  return rules;
}

export const IMPORT_RULES: readonly IForbiddenRuleType[] = [
  ...IMPORT_WALLS.flatMap(rulesOf),
  {
    name: 'electron-only-in-its-host',
    comment: 'everything else must run on the Node host too',
    severity: 'error',
    from: { path: '^(src|tests)/', pathNot: ['^src/main/host/electron/', '^src/main/index\\.ts$', '^src/preload/'] },
    to: { path: '(^|/)node_modules/electron/' },
  },
  {
    name: 'no-circular',
    comment: 'files that need each other cannot be read top-down',
    severity: 'error',
    from: { pathNot: '\\.test\\.tsx?$' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolvable',
    comment: 'an import that leads nowhere escapes every wall',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];
