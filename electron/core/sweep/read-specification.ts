import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import * as z from 'zod';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { sweepSpecificationSchema, type SweepSpecification, type SweepValue } from '../../contract/sweeps.ts';
import { plainValue } from './python-scalars.ts';

const textTag = 'tag:yaml.org,2002:str';
const deepest = 20;

/** A place of the file that cannot be read the way the study's generator reads it. */
class Unreadable extends Error {}

function scalarOf(node: Node & { value?: unknown }, type: string | undefined): SweepValue {
  const text = typeof node.value === 'string' ? node.value : '';
  if (node.tag !== undefined && node.tag !== textTag) {
    throw new Unreadable(`${node.tag} is a tag, which specifications do not have`);
  }
  const value = node.tag === textTag || type !== 'PLAIN' ? text : plainValue(text);
  if (value === undefined) {
    throw new Unreadable(`${text} is a date, an infinity or too large a number; quote it if it is a text`);
  }
  return value;
}

/** The value of a node; scalars stand there as texts and are resolved as PyYAML does. */
function valueOf(document: Document, node: unknown, depth: number): SweepValue {
  if (depth > deepest) {
    throw new Unreadable('its lists are nested too deeply');
  }
  if (isAlias(node)) {
    return valueOf(document, node.resolve(document), depth + 1);
  }
  if (isSeq(node)) {
    return node.items.map((item) => valueOf(document, item, depth + 1));
  }
  if (isScalar(node)) {
    return scalarOf(node, node.type);
  }
  if (isMap(node)) {
    throw new Unreadable('a value is a map; write a number, a text, true, false or a list');
  }
  return null;
}

function keyOf(document: Document, node: unknown): string {
  const key = valueOf(document, node, 0);
  if (typeof key !== 'string' || key === '<<') {
    throw new Unreadable(`${JSON.stringify(key)} is not the name of a setting`);
  }
  return key;
}

function entriesOf(document: Document, node: unknown): (readonly [key: string, node: unknown])[] | null {
  const resolved = isAlias(node) ? node.resolve(document) : node;
  return isMap(resolved) ? resolved.items.map((pair) => [keyOf(document, pair.key), pair.value] as const) : null;
}

/** A map of settings as values, anything else as it is, for the schema to judge. */
function contentOf(document: Document, node: unknown): unknown {
  const entries = entriesOf(document, node);
  return entries === null
    ? valueOf(document, node, 0)
    : Object.fromEntries(entries.map(([key, value]) => [key, valueOf(document, value, 0)]));
}

const known: ReadonlySet<string> = new Set(['stage', 'out_dir', 'axes', 'base_params']);

function specificationContent(document: Document): Record<string, unknown> {
  // What the generator does not read may be anything.
  const entries = (entriesOf(document, document.contents) ?? []).filter(([key]) => known.has(key));
  const content = Object.fromEntries(entries.map(([key, node]) => [key, contentOf(document, node)]));
  return { ...content, ...(content['base_params'] === null && { base_params: {} }) };
}

/**
 * Reads a sweep specification from YAML text (JSON is YAML too), each value as PyYAML's `safe_load` would give it to the
 * study's generator: `yes` is true, `1e-05` a text, `2.0` a float.
 * @returns `sweep-invalid` with the place that is wrong
 */
export function readSpecification(text: string): Outcome<SweepSpecification> {
  const document = parseDocument(text, { version: '1.1', schema: 'failsafe' });
  const [error] = document.errors;
  if (error !== undefined) {
    return fail('sweep-invalid', 'This file is not valid YAML. Check its indentation and quotes.', error.message);
  }
  try {
    const parsed = sweepSpecificationSchema.safeParse(specificationContent(document));
    return parsed.success
      ? succeed(parsed.data)
      : fail(
          'sweep-invalid',
          'This is not a sweep specification: it needs stage, out_dir, axes (lists of values) and base_params.',
          z.prettifyError(parsed.error),
        );
  } catch (problem) {
    if (problem instanceof Unreadable) {
      return fail('sweep-invalid', `This specification cannot be read: ${problem.message}.`);
    }
    throw problem;
  }
}
