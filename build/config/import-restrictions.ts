import type { ConfigArray } from 'typescript-eslint';
import { BROWSER_FOLDERS, IMPORT_RULES, PACKAGE_OWNERS, isIn, type ImportRule } from './import-rules.ts';

/** The import table as ESLint's own rule, one block a folder; each message names the right way. */
export function importRestrictions(): ConfigArray {
  const folders = IMPORT_RULES.map((rule) => ({
    files: [`${rule.folder}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': ['error', { patterns: [...folderBans(rule), ...packageBans(rule.folder)] }] as const,
    },
  }));
  const rest = ['build', 'tests'].map((folder) => ({
    files: [`${folder}/**/*.{ts,tsx,mjs}`],
    ignores: ['tests/electron/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: packageBans(folder) }] as const },
  }));
  return [...folders, ...rest] as unknown as ConfigArray;
}

interface Ban {
  readonly regex: string;
  readonly message: string;
}

/** Every other folder of the table that this one may not import; a partly allowed one is left to the graph test. */
function folderBans({ folder, mayImport, advice }: ImportRule): readonly Ban[] {
  const others = IMPORT_RULES.map((rule) => rule.folder).filter(
    (other) => !isIn(other, folder) && !isIn(folder, other),
  );
  return others
    .filter((other) => !mayImport.some((allowed) => isIn(allowed, other) || isIn(other, allowed)))
    .map((other) => ({
      regex: `^(\\.\\./)+(electron/)?${other.replace('electron/', '')}/`,
      message: `${folder} may not import ${other}. ${advice}`,
    }));
}

function packageBans(folder: string): readonly Ban[] {
  const bans: Ban[] = Object.entries(PACKAGE_OWNERS)
    .filter(([, owners]) => !owners.some((owner) => isIn(owner, folder)))
    .map(([name, owners]) => ({ regex: `^${name}(/|$)`, message: `Only ${owners.join(', ')} may import ${name}.` }));
  if (BROWSER_FOLDERS.some((browser) => browser === folder)) {
    bans.push({ regex: '^node:', message: `${folder} also runs in a page, which has no Node modules.` });
  }
  return bans;
}
