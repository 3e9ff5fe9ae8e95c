// Which parts of source/ may import which. Lower layers know nothing of the ones above them.

/** Layers from the top down: a layer may import the ones after it, and itself. */
const LAYERS = [
  'cli\\.ts',
  'commands',
  'terminal',
  'web',
  'words',
  'client',
  'server',
  'network',
  'report',
  'journal',
  'protocol',
  'view',
  'game',
  'quiz',
  'text',
];

/** Layers that do no I/O, read no clock and draw no random number. */
const PURE = '^source/(text|quiz|game|view|words)/';

/** Packages that only compute, so that the pure layers may use them. */
const COMPUTING_PACKAGES = [
  'fflate',
  'highlight\\.js',
  'htmlparser2',
  'jsonc-parser',
  'leven',
  'lowlight',
  'minisearch',
  'pure-rand',
  'string-width',
  'zod',
];

/** The transport that calls the server directly: a whole game inside one process. */
const IN_PROCESS = '^source/client/transport/in-process\\.ts$';

const upward = LAYERS.slice(1).map((layer, index) => ({
  name: `${layer.replace('\\', '')}-imports-downward`,
  comment: `${layer} may not import a layer above it.`,
  severity: 'error',
  from: { path: `^source/${layer}(/|$)` },
  to: { path: `^source/(${LAYERS.slice(0, index + 1).join('|')})(/|$)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upward,
    {
      name: 'screens-and-page-stay-apart',
      comment: 'What the terminal and the page share belongs in words/ or below.',
      severity: 'error',
      from: { path: '^source/terminal/' },
      to: { path: '^source/web/' },
    },
    {
      name: 'no-circular',
      comment: 'Files that import each other, even only types, cannot be understood one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'Every import names a file or an installed package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'base-imports-nothing',
      comment: 'clock.ts and store.ts are for every layer, so they import none.',
      severity: 'error',
      from: { path: '^source/(clock|store)\\.ts$' },
      to: { path: '^source/' },
    },
    {
      name: 'client-calls-no-server',
      comment: 'Only the in-process transport calls the server; all others talk over a wire.',
      severity: 'error',
      from: { path: '^source/client/', pathNot: IN_PROCESS },
      to: { path: '^source/server/' },
    },
    {
      name: 'web-is-built-on-its-own',
      comment: 'The page runs in browsers. The program only serves its built files.',
      severity: 'error',
      from: { path: '^source/(commands|terminal)/' },
      to: { path: '^source/web/' },
    },
    {
      name: 'web-plays-only',
      comment: 'The page only plays: it needs no server, network code, reports or journals.',
      severity: 'error',
      from: { path: '^source/web/' },
      to: { path: '^source/(server|network|report|journal)/' },
    },
    {
      name: 'web-uses-no-system',
      comment: 'Browsers have no modules of Node.',
      severity: 'error',
      from: { path: '^source/web/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'lower-layers-stay-apart',
      comment:
        'The network, reports and journals do not know each other; neither does the protocol know storage.',
      severity: 'error',
      from: { path: '^source/network/' },
      to: { path: '^source/(report|journal)/' },
    },
    {
      name: 'pure-layers-use-no-system',
      comment: 'Rules, quizzes, views, texts and words do no I/O.',
      severity: 'error',
      from: { path: PURE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-layers-use-computing-packages',
      comment: 'Rules, quizzes, views, texts and words use packages that only compute.',
      severity: 'error',
      from: { path: PURE },
      to: { path: 'node_modules/', pathNot: `node_modules/(${COMPUTING_PACKAGES.join('|')})/` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
