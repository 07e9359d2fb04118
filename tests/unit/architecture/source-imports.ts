import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** One import of a source file, static, dynamic or re-export. */
export interface SourceImport {
  /** The importing file, from the repository root. */
  readonly from: string;
  /** A path from the repository root, or a package or `node:` module as written. */
  readonly to: string;
  readonly isRelative: boolean;
  readonly isTypeOnly: boolean;
}

const root = join(import.meta.dirname, '../../..');
const PATTERN = '{electron,renderer,native-models,db,tests,build}/**/*.{ts,tsx,mjs}';

/** Every source file of the repository, as a path from its root with forward slashes. */
export function sourceFiles(): readonly string[] {
  return globSync(PATTERN, { cwd: root }).map((path) => path.replaceAll('\\', '/'));
}

/** What a file imports, read with the TypeScript parser. */
export function importsOf(file: string): readonly SourceImport[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, false);
  const found: SourceImport[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push(toSourceImport(file, specifier, isTypeOnly(node)));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether the target of a relative import is a file. */
export function exists(path: string): boolean {
  return existsSync(join(root, path));
}

function toSourceImport(from: string, specifier: string, typeOnly: boolean): SourceImport {
  const isRelative = specifier.startsWith('.');
  const to = isRelative ? normalize(join(dirname(from), specifier)).replaceAll('\\', '/') : specifier;
  return { from, to: to.replace(/\?.*$/, ''), isRelative, isTypeOnly: typeOnly };
}

/** The text of `import … from 'x'`, `export … from 'x'`, `import('x')` and the type `import('x')`. */
function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteral(node) ? node.text : undefined;
}

/** An import that leaves nothing at run time under `verbatimModuleSyntax`. */
function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
