import { timeOfFileName } from '../metadata/file-name-time.ts';
import { labelTrouble, notSaidWords, qualityTrouble } from './value-words.ts';

export type Token = 'label' | 'quality' | 'calltype' | 'recorder' | 'site' | 'timestamp';

/** What a token may stand for. Only a site may hold the underscore that parts the others. */
const tokenPatterns: Readonly<Record<Token, string>> = {
  label: 'positives?|negatives?|pos|neg',
  quality: ['high', 'medium', 'low', ...notSaidWords].join('|'),
  calltype: '[^_/]+',
  recorder: '[^_/]+',
  site: '[^/]+?',
  timestamp: '[0-9][^/]*?',
};
export const nameTokens = Object.keys(tokenPatterns) as Token[];

/** What stands where a token of closed words is meant, whether or not it is one of them. */
const anyWord = '[^_/]+';
const anyText = '[^/]+?';

/** One part of a template: as it was written, and as a pattern. */
export interface Piece {
  readonly written: string;
  readonly token: Token | null;
  readonly source: string;
}

export function isToken(text: string): text is Token {
  return Object.hasOwn(tokenPatterns, text);
}

export function pieceOfToken(written: string, token: Token): Piece {
  return { written, token, source: tokenPatterns[token] };
}

export function expressionOf(pieces: readonly Piece[]): RegExp {
  return whole(pieces, ({ source }) => source);
}

function whole(pieces: readonly Piece[], sourceOf: (piece: Piece) => string): RegExp {
  return new RegExp(`^${joined(pieces, sourceOf)}$`, 'iu');
}

function joined(pieces: readonly Piece[], sourceOf: (piece: Piece) => string): string {
  return pieces.map((piece) => (piece.token === null ? sourceOf(piece) : `(${sourceOf(piece)})`)).join('');
}

/** Why a name does not match, and how many pieces of the template it fits: of several rules the nearest one is meant. */
export interface Misfit {
  readonly reason: string;
  readonly fitting: number;
}

/** Explains names that the pieces, as they are, do not match. */
export function createMisfitFinder(pieces: readonly Piece[]): (name: string) => Misfit {
  const tokens = pieces.flatMap(({ token }) => token ?? []);
  const withAnyWord = ({ token, source }: Piece): string =>
    token === 'label' || token === 'quality' ? anyWord : source;
  const withAnyText = (piece: Piece): string => (piece.token === 'timestamp' ? anyText : withAnyWord(piece));
  // A site takes in less where the time is told from it, so that is tried first.
  const expressions = [whole(pieces, withAnyWord), whole(pieces, withAnyText)];
  const beginnings = pieces.map((_, count) => new RegExp(`^${joined(pieces.slice(0, count), withAnyText)}`, 'iu'));
  return (name) => {
    for (const expression of expressions) {
      const reason = troubleIn(tokens, expression.exec(name));
      if (reason !== null) {
        return { reason, fitting: pieces.length };
      }
    }
    const fitting = Math.max(
      0,
      beginnings.findLastIndex((beginning) => beginning.test(name)),
    );
    const left = pieces.slice(fitting).map(({ written }) => written);
    return { reason: `does not fit the pattern at “${left.join('')}”`, fitting };
  };
}

/** The first value that its token does not take; null where there is none. */
function troubleIn(tokens: readonly Token[], found: RegExpExecArray | null): string | null {
  for (const [index, token] of tokens.entries()) {
    const value = found?.[index + 1];
    const trouble = value === undefined ? null : troubleOf(token, value);
    if (value !== undefined && trouble !== null) {
      return `{${token}} = “${value}” ${trouble}`;
    }
  }
  return null;
}

function troubleOf(token: Token, value: string): string | null {
  switch (token) {
    case 'label': {
      const trouble = labelTrouble(value);
      return trouble === null ? null : `${trouble} (where any word may stand, write *)`;
    }
    case 'quality':
      return qualityTrouble(value);
    case 'timestamp':
      return isTime(value) ? null : 'is no date and time';
    default:
      return null;
  }
}

export function isTime(value: string): boolean {
  return timeOfFileName(`${value}.wav`) !== null;
}
