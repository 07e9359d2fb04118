import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { RecordingAttributes } from '../../../contract/source-names.ts';
import {
  createMisfitFinder,
  expressionOf,
  isTime,
  isToken,
  nameTokens,
  pieceOfToken,
  type Misfit,
  type Piece,
  type Token,
} from './name-pattern.ts';
import { qualityOf, roleOfLabel, saidOf } from './value-words.ts';

/** A template that was understood: what a path says by it, null where the path is of another form. */
export interface NameTemplate {
  read(relativePath: string): RecordingAttributes | null;
  /** Why a path of which it says nothing is of another form. */
  explain(relativePath: string): Misfit;
}

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
  const { pieces, hasExtension } = built.value;
  const pattern = expressionOf(pieces);
  const tokens = pieces.flatMap(({ token }) => token ?? []);
  const misfitOf = createMisfitFinder(pieces);
  const depth = template.split('/').length;
  const compared = (relativePath: string): string => {
    const parts = relativePath.split('/');
    const taken = isFromStart ? parts.slice(0, Math.min(depth, parts.length - 1)) : parts.slice(-depth);
    return hasExtension || isFromStart ? taken.join('/') : taken.join('/').replace(/\.[^./]*$/, '');
  };
  return succeed({
    read: (relativePath) => {
      const found = pattern.exec(compared(relativePath));
      return found === null ? null : valuesOf(tokens, found);
    },
    explain: (relativePath) => {
      const isDeepEnough = relativePath.split('/').length >= depth + (isFromStart ? 1 : 0);
      return isDeepEnough
        ? misfitOf(compared(relativePath))
        : { reason: 'lies in fewer folders than the pattern names', fitting: 0 };
    },
  });
}

interface Pattern {
  readonly pieces: readonly Piece[];
  readonly hasExtension: boolean;
}

function patternOf(template: string): Outcome<Pattern> {
  const pieces: Piece[] = [];
  let open = 0;
  for (const [written, token, star, plain, brace] of template.matchAll(piece)) {
    if (brace !== undefined) {
      return badTemplate(template, 'a brace is open: write tokens as {label}');
    }
    if (token === undefined) {
      open += star === undefined ? 0 : 1;
      pieces.push({ written, token: null, source: star === undefined ? escaped(plain ?? '') : '[^/]*?' });
      continue;
    }
    const name = token.trim().toLowerCase().replaceAll(/[ _-]/g, '');
    if (!isToken(name)) {
      return badTemplate(
        template,
        `{${token}} is none of {${nameTokens.join('}, {')}}. Where any word may stand, write *`,
      );
    }
    if (pieces.some((each) => each.token === name)) {
      return badTemplate(template, `{${token}} stands there twice`);
    }
    pieces.push(pieceOfToken(written, name));
    open += openTokens.has(name) ? 1 : 0;
  }
  return checked(template, pieces, open);
}

const openTokens: ReadonlySet<Token> = new Set(['site', 'timestamp']);

function checked(template: string, pieces: readonly Piece[], open: number): Outcome<Pattern> {
  if (!pieces.some(({ token }) => token !== null && token !== 'timestamp')) {
    return badTemplate(template, `it says nothing: use at least one of {${nameTokens.join('}, {')}}`);
  }
  return open > mostOpen
    ? badTemplate(template, 'it holds too many * and open tokens: leave some out')
    : succeed({ pieces, hasExtension: /\.\w{1,5}$/.test(template) });
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
  if (timestamp !== null && !isTime(timestamp)) {
    return null;
  }
  return {
    role: roleOfLabel(text('label')),
    quality: qualityOf(text('quality')),
    callType: saidOf(text('calltype')),
    site: text('site'),
    recorder: text('recorder'),
  };
}
