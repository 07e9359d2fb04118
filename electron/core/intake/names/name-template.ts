import { qualitySchema, type Quality, type Role } from '../../../contract/identifiers.ts';
import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { RecordingAttributes } from '../../../contract/source-names.ts';
import { timeOfFileName } from '../metadata/file-name-time.ts';

/** A template that was understood: what a path says by it, null where the path is of another form. */
export interface NameTemplate {
  read(relativePath: string): RecordingAttributes | null;
}

type Token = 'label' | 'quality' | 'calltype' | 'recorder' | 'site' | 'timestamp';

/** What a token may stand for. Only a site may hold the underscore that parts the others. */
const tokenPatterns: Readonly<Record<Token, string>> = {
  label: 'positives?|negatives?|pos|neg',
  quality: 'high|medium|low',
  calltype: '[^_/]+',
  recorder: '[^_/]+',
  site: '[^/]+?',
  timestamp: '[0-9][^/]*?',
};
export const nameTokens = Object.keys(tokenPatterns) as Token[];

const piece = /\{([^{}]*)\}|(\*+)|([^{}*]+)|([{}])/g;
/** More of what may stand for anything would take long on names that almost match. */
const mostOpen = 4;
const rest = /\/(?:\u2026|\.{3}|\*\*)$/;

/**
 * Reads a template: tokens in braces, `*` for anything within a name, everything else as it is written (case does not
 * matter). Without a slash it is compared with the file name; with slashes, with as many folders above it; with `/…` at
 * its end, with the first folders of the source. Errors: invalid-input.
 */
export function readTemplate(text: string): Outcome<NameTemplate> {
  const isFromStart = rest.test(text);
  const template = text.replace(rest, '').replaceAll('\\', '/').replace(/^\/+/, '');
  const built = patternOf(template);
  if (!built.ok) {
    return built;
  }
  const { pattern, tokens, hasExtension } = built.value;
  const depth = template.split('/').length;
  return succeed({
    read: (relativePath) => {
      const parts = relativePath.split('/');
      const compared = (isFromStart ? parts.slice(0, Math.min(depth, parts.length - 1)) : parts.slice(-depth)).join(
        '/',
      );
      const name = hasExtension || isFromStart ? compared : compared.replace(/\.[^./]*$/, '');
      const found = pattern.exec(name);
      return found === null ? null : valuesOf(tokens, found);
    },
  });
}

interface Pattern {
  readonly pattern: RegExp;
  readonly tokens: readonly Token[];
  readonly hasExtension: boolean;
}

function patternOf(template: string): Outcome<Pattern> {
  const tokens: Token[] = [];
  let source = '';
  let open = 0;
  for (const [, token, star, plain, brace] of template.matchAll(piece)) {
    if (brace !== undefined) {
      return badTemplate(template, 'a brace is open: write tokens as {label}');
    }
    if (token === undefined) {
      open += star === undefined ? 0 : 1;
      source += star === undefined ? escaped(plain ?? '') : '[^/]*?';
      continue;
    }
    const name = token.trim().toLowerCase().replaceAll(/[ _-]/g, '');
    if (!isToken(name) || tokens.includes(name)) {
      const why = isToken(name) ? 'stands there twice' : `is none of {${nameTokens.join('}, {')}}`;
      return badTemplate(template, `{${token}} ${why}`);
    }
    tokens.push(name);
    open += openTokens.has(name) ? 1 : 0;
    source += `(${tokenPatterns[name]})`;
  }
  return checked(template, { pattern: new RegExp(`^${source}$`, 'iu'), tokens, open });
}

const openTokens: ReadonlySet<Token> = new Set(['site', 'timestamp']);

function checked(template: string, built: Omit<Pattern, 'hasExtension'> & { readonly open: number }): Outcome<Pattern> {
  if (!built.tokens.some((token) => token !== 'timestamp')) {
    return badTemplate(template, `it says nothing: use at least one of {${nameTokens.join('}, {')}}`);
  }
  return built.open > mostOpen
    ? badTemplate(template, 'it holds too many * and open tokens: leave some out')
    : succeed({ ...built, hasExtension: /\.\w{1,5}$/.test(template) });
}

function isToken(text: string): text is Token {
  return Object.hasOwn(tokenPatterns, text);
}

function escaped(text: string): string {
  return text.normalize('NFC').replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

function badTemplate(template: string, why: string): Outcome<never> {
  return fail('invalid-input', `The rule “${template}” cannot be used: ${why}.`);
}

function valuesOf(tokens: readonly Token[], found: RegExpExecArray): RecordingAttributes | null {
  const text = (token: Token): string | null => {
    const index = tokens.indexOf(token);
    return index === -1 ? null : (found[index + 1] ?? null);
  };
  const timestamp = text('timestamp');
  if (timestamp !== null && timeOfFileName(`${timestamp}.wav`) === null) {
    return null;
  }
  return {
    role: roleOfLabel(text('label')),
    quality: qualityOf(text('quality')),
    callType: text('calltype'),
    site: text('site'),
    recorder: text('recorder'),
  };
}

/** `positive` and `negative` in the spellings of folders; null for everything else. */
export function roleOfLabel(text: string | null): Role | null {
  const [, start] =
    /^(pos|neg)(?:itive)?s?$/i.exec(text?.trim() ?? '') ?? /^(pos|neg)(?:ative)s?$/i.exec(text?.trim() ?? '') ?? [];
  return start === undefined ? null : start.toLowerCase() === 'pos' ? 'positive' : 'negative';
}

export function qualityOf(text: string | null): Quality | null {
  return qualitySchema.safeParse(text?.trim().toLowerCase()).data ?? null;
}
