import eslint from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { importRestrictions } from './build/config/import-restrictions.ts';

const SIZE_LIMITS = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 12],
  'max-params': ['error', 4],
};

const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a name that is the same everywhere can be searched for.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.earmark/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.node.json', 'tsconfig.renderer.json', 'tsconfig.electron.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Clients and stores of rpc and the window are closures: no `this` is lost when one of their functions is passed on.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    rules: {
      ...SIZE_LIMITS,
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      // Control characters are what file names and YAML must be cleaned of.
      'no-control-regex': 'off',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT],
    },
  },
  {
    // Here services are classes, which lose their `this` that way.
    files: ['electron/{main,host,web,engine,scorer,cli}/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'error' },
  },
  ...importRestrictions(),
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // It warns that the React compiler skips components with TanStack Virtual; we do not use the compiler.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    // A describe callback holds a whole suite; a tool's config and a reporter must be default exports.
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      'max-lines-per-function': 'off',
      // Playwright and vitest read what a fixture needs from its first parameter, a pattern that may be empty.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      // expect.objectContaining and its kind are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: [
      '*.config.{js,ts}',
      'tests/e2e/playwright.config.ts',
      'tests/e2e/support/build-once.ts',
      'build/check/skip-reporter.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
