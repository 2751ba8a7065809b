import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const shapes = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'A name that is exported is the same everywhere: no default exports.',
  },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that says it.' },
  {
    // antd's messages are promises that last as long as the message stands.
    selector: 'ArrowFunctionExpression > CallExpression.body[callee.object.name="message"]',
    message: 'Write void message…: who returns a message makes its caller wait until it is gone.',
  },
];

const tools = ['*.config.js', '**/*.config.ts', '.dependency-cruiser.cjs', 'scripts/prepare.mjs'];

const browserGlobals = [
  'document',
  'addEventListener',
  'print',
  'URLSearchParams',
  'window',
  'navigator',
  'localStorage',
  'setTimeout',
  'setInterval',
  'clearInterval',
  'clearTimeout',
  'fetch',
  'FormData',
  'URL',
  'location',
  'history',
  'Image',
  'File',
  'requestAnimationFrame',
  'IntersectionObserver',
  'HTMLElement',
  'Event',
];

export default tseslint.config(
  { ignores: ['build/', '.huying/', 'node_modules/', 'store/generated/', 'test/histories/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A template may hold numbers; objects in it are still an error.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Async functions without await are how an interface of promises is met.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      'no-restricted-syntax': ['error', ...shapes],
    },
  },
  {
    // The rules have no clock of their own: an instant is always given.
    files: ['domain/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The domain is given its instants.' },
        { object: 'Math', property: 'random', message: 'The domain draws no lots: the same input, the same answer.' },
        { object: 'process', property: 'env', message: 'The domain does not read the environment.' },
      ],
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'fetch', 'process'],
    },
  },
  {
    // One door to the environment: config/.
    files: ['activities/**', 'api/**', 'store/**', 'worker/**', 'workflows/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings come through config/loadConfig.' },
      ],
    },
  },
  { files: tools, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['web/residents/**/*.js'],
    languageOptions: { globals: Object.fromEntries(browserGlobals.map((name) => [name, 'readonly'])) },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.config.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'setTimeout', 'setInterval', 'clearInterval', 'module'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
);
