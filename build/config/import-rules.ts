/** DESIGN §4, "who may import whom": the one table that lint and the import-graph test both read. */
export interface ImportRule {
  /** The folder this rule is about; the longest match wins. */
  readonly folder: string;
  /** Folders it may import besides itself. */
  readonly mayImport: readonly string[];
  /** What to do instead, shown by lint. */
  readonly advice: string;
}

export const IMPORT_RULES: readonly ImportRule[] = [
  {
    folder: 'electron/contract',
    mayImport: [],
    advice: 'The contract stands alone: it imports zod and nothing else.',
  },
  {
    folder: 'electron/rpc',
    mayImport: ['electron/contract'],
    advice: 'rpc carries messages and knows only the contract; pass what it needs as a function.',
  },
  {
    folder: 'db',
    mayImport: ['electron/contract'],
    advice: 'db takes and returns values; what it must know of the domain is an argument.',
  },
  {
    // Run by hand to make the bundled model, never by the app.
    folder: 'native-models/builder',
    mayImport: ['electron/contract', 'native-models', 'build/sample'],
    advice: 'The builder writes and trains models; it hears the synthesised sounds of build/sample.',
  },
  {
    folder: 'native-models',
    mayImport: ['electron/contract'],
    advice: 'native-models turns windows into scores; audio and the domain reach it as values.',
  },
  {
    folder: 'electron/core',
    mayImport: ['electron/contract', 'db', 'native-models/manifests', 'native-models/adapters'],
    advice: 'The domain knows no process, port or host; take a function or a value instead.',
  },
  {
    folder: 'electron/scorer',
    mayImport: [
      'electron/contract',
      'electron/rpc',
      'electron/core/audio',
      'electron/core/scoring',
      'native-models/runtime',
      'native-models/adapters',
      'native-models/manifests',
    ],
    advice: 'A scorer reads audio and runs a model; paths and windows come in and scores go out by message.',
  },
  {
    folder: 'electron/engine',
    mayImport: [
      'electron/contract',
      'electron/rpc',
      'electron/core',
      'electron/scorer',
      'db',
      'native-models/manifests',
      'native-models/adapters',
      'build/sample',
    ],
    advice: 'The engine never loads onnxruntime or a host; it speaks to scorers through the ports it is given.',
  },
  {
    folder: 'electron/host',
    mayImport: ['electron/contract', 'electron/rpc'],
    advice: 'A host forks and supervises; what it needs of the domain comes in as a function.',
  },
  {
    folder: 'electron/web',
    mayImport: ['electron/contract', 'electron/rpc', 'electron/host'],
    advice: 'A host forks and supervises; what it needs of the domain comes in as a function.',
  },
  {
    folder: 'electron/main',
    mayImport: ['electron/contract', 'electron/rpc', 'electron/host'],
    advice: 'A host forks and supervises; what it needs of the domain comes in as a function.',
  },
  {
    folder: 'electron/preload',
    mayImport: ['electron/contract', 'electron/rpc'],
    advice: 'The preload script only hands ports and shell operations to the page.',
  },
  {
    folder: 'electron/cli',
    mayImport: [
      'electron/contract',
      'electron/rpc',
      'electron/core',
      'electron/engine',
      'electron/host',
      'db',
      'native-models/manifests',
      'native-models/adapters',
      'build/sample',
    ],
    advice: 'The command line drives the engine through its operations.',
  },
  {
    folder: 'renderer',
    mayImport: ['electron/contract', 'electron/rpc'],
    advice: 'The window reaches everything through the client of electron/rpc; add an operation to the contract.',
  },
];

/** Packages that only these folders may import; `tests/` stands for the tests of that part. */
export const PACKAGE_OWNERS: Readonly<Record<string, readonly string[]>> = {
  electron: ['electron/main', 'electron/preload', 'tests/electron'],
  'onnxruntime-node': ['native-models/runtime', 'tests'],
  'better-sqlite3': ['db', 'tests'],
};

/** Folders whose code also runs in a page: Node's modules are not there. */
export const BROWSER_FOLDERS = ['electron/contract', 'electron/preload', 'renderer'] as const;

/** Whether `path` is `folder` or lies in it. */
export function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The rule for a file of the product; undefined for tests and build scripts, which may import anything. */
export function ruleOf(path: string): ImportRule | undefined {
  const rules = IMPORT_RULES.filter(({ folder }) => isIn(path, folder));
  return rules.sort((left, right) => right.folder.length - left.folder.length)[0];
}

/** Whether a file may import another, both as paths from the repository root. Anyone may ask package.json its version. */
export function mayImport(from: string, to: string): boolean {
  const rule = ruleOf(from);
  return rule === undefined || [rule.folder, ...rule.mayImport, 'package.json'].some((folder) => isIn(to, folder));
}
