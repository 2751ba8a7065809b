// Who may import whom: the rooms of the house, each with the reason. `npm run check` fails on anything else.
const rooms = ['domain', 'contracts', 'workflows', 'activities', 'store', 'prisma', 'api', 'worker', 'web', 'config'];
const outermost = ['test', 'bench', 'scripts', 'deploy', 'docs'];

/** A room may import itself, these others, and nothing else of the project. */
const only = (room, others, comment) => ({
  name: `${room}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: `^(${[...rooms, ...outermost].filter((name) => name !== room && !others.includes(name)).join('|')})/` },
});

/** A room may use these packages (and Node) alone. */
const packages = (room, allowed, comment) => ({
  name: `${room}-packages`,
  comment,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: '^node_modules/', pathNot: allowed.map((name) => `^node_modules/(@types/)?${name}/`) },
});

module.exports = {
  forbidden: [
    only(
      'domain',
      [],
      'The rules are pure: they can be tested by table and replayed because nothing else has a say in them.',
    ),
    {
      name: 'domain-pure',
      comment: 'No library, no Node: no clock, no I/O, no zone of the host in the rules.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core', 'npm-no-pkg', 'unknown'] },
    },
    only(
      'contracts',
      ['domain'],
      'Contracts are read by API and pages alike, so they lean on the words of the domain alone.',
    ),
    only('config', [], 'The settings stand at the bottom: what reads them must not be read by them.'),
    packages('config', ['zod'], 'The one schema of the environment needs zod and nothing more.'),
    {
      name: 'workflows-imports',
      comment: 'A workflow is bundled and replayed: rules, and the types of activities, are all it may hold.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(contracts|store|prisma|api|worker|web|config|test|bench|scripts)/' },
    },
    {
      name: 'workflows-activities-by-type',
      comment: 'An activity runs outside the workflow sandbox: a workflow knows its type and calls it by proxy.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    packages(
      'workflows',
      ['@temporalio/workflow', '@temporalio/common'],
      'Memory per cached case: no other library in the bundle.',
    ),
    {
      name: 'workflows-without-node',
      comment: 'The sandbox has no Node: its clock and randomness would not replay.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { dependencyTypes: ['core'] },
    },
    only('store', ['domain'], 'The record knows the domain it keeps, not those who ask for it.'),
    {
      name: 'generated-client',
      comment: 'store/ is the only importer of the generated database client: a change of schema ends there.',
      severity: 'error',
      from: { pathNot: '^(store|prisma)/' },
      to: { path: '^store/generated/' },
    },
    only(
      'prisma',
      ['domain', 'store', 'config'],
      'Schema, migrations and seed lay the record; they stand below API and worker.',
    ),
    only(
      'activities',
      ['domain', 'store', 'config', 'web'],
      'Effects are made from injected dependencies: record, mail, matching.',
    ),
    {
      name: 'activities-config-by-type',
      comment: 'Settings are injected into activities: they know their types only.',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^config/', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'activities-wording',
      comment: 'Letters take their words from web/wording; pages are none of their business.',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^web/', pathNot: '^web/wording/' },
    },
    only(
      'api',
      ['domain', 'contracts', 'store', 'config', 'workflows', 'web'],
      'HTTP parses, authorises and asks: effects are elsewhere.',
    ),
    {
      name: 'api-workflows',
      comment:
        'The API sends the messages a workflow defines; the workflow itself it knows by type, or it would load its code.',
      severity: 'error',
      from: { path: '^api/' },
      to: {
        path: '^workflows/',
        pathNot: '^workflows/messages\\.ts$',
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'api-web',
      comment:
        'Each server-rendered face is mounted at one place: pages by residents.ts, what links in mails open by mail-links.ts, offers/, offices/.',
      severity: 'error',
      from: { path: '^api/', pathNot: '^api/(residents|residents/.*|mail-links|offers/.*|offices/.*)\\.ts$' },
      to: { path: '^web/', pathNot: '^web/wording/' },
    },
    only(
      'worker',
      ['domain', 'workflows', 'activities', 'store', 'config', 'web'],
      'The worker wires: configuration, dependencies, Worker.',
    ),
    only('web', ['contracts', 'domain'], 'Pages speak the contracts: what they show came over HTTP or as parameters.'),
    {
      name: 'web-faces-apart',
      comment:
        "The console's client code and the residents' server-rendered pages share wording, contracts and nothing else.",
      severity: 'error',
      from: { path: '^web/(console|residents)/' },
      to: { path: '^web/(console|residents)/', pathNot: '^web/$1/' },
    },
    {
      name: 'console-without-node',
      comment: 'The console runs in a browser.',
      severity: 'error',
      from: { path: '^web/console/', pathNot: 'vite\\.config\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'Callers above callees: a cycle has no top.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing fails only when it runs.',
      severity: 'error',
      from: { pathNot: '^build/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-packages',
      comment: 'What production imports must be installed in production.',
      severity: 'error',
      from: {
        path: '^(domain|contracts|workflows|activities|store|api|worker|web|config)/',
        pathNot: 'vite\\.config\\.ts$',
      },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'type-import'],
        pathNot: '^node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: '^(node_modules|store/generated)' },
    exclude: { path: '^(build|\\.huying)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
