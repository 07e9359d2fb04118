import { succeed, type Outcome } from '../../../contract/outcome.ts';
import type { AttributeOrigin, RecordingAttributes, SourceNamesPreview } from '../../../contract/source-names.ts';
import type { MatchedManifest, NamedRecording } from './match-manifest.ts';
import type { Misfit } from './name-pattern.ts';
import { readTemplate, type NameTemplate } from './name-template.ts';

/** A recording with what is said of it now, its source's values not among it. */
export interface NameRecording extends NamedRecording {
  readonly now: RecordingAttributes | null;
}

/** What is said of one recording, and by what. */
export interface ReadName {
  readonly origin: AttributeOrigin;
  readonly rule: number | null;
  readonly values: RecordingAttributes;
}

const examplesOfAKind = 4;
const mostReasons = 20;
const filesOfAReason = 3;

/** Errors: invalid-input, with the template that cannot be used. */
export function readTemplates(texts: readonly string[]): Outcome<readonly NameTemplate[]> {
  const templates: NameTemplate[] = [];
  for (const text of texts) {
    const template = readTemplate(text);
    if (!template.ok) {
      return template;
    }
    templates.push(template.value);
  }
  return succeed(templates);
}

/** What the first rule that matches says, under what the manifest says; null where neither knows the recording. */
export function readName(
  { id, relativePath }: NamedRecording,
  templates: readonly NameTemplate[],
  manifest: MatchedManifest['values'],
): ReadName | null {
  let rule: number | null = null;
  let named: RecordingAttributes | null = null;
  for (const [index, template] of templates.entries()) {
    named = template.read(relativePath.normalize('NFC'));
    if (named !== null) {
      rule = index;
      break;
    }
  }
  const listed = manifest.get(id);
  if (listed === undefined) {
    return named === null ? null : { origin: 'rule', rule, values: named };
  }
  return { origin: 'manifest', rule: null, values: named === null ? listed : over(listed, named) };
}

/** Why nothing names a recording: what keeps it from the rule that it comes nearest to. */
export function whyNotNamed({ relativePath }: NamedRecording, templates: readonly NameTemplate[]): string {
  let nearest: { readonly rule: number; readonly misfit: Misfit } | null = null;
  for (const [rule, template] of templates.entries()) {
    const misfit = template.explain(relativePath.normalize('NFC'));
    if (nearest === null || misfit.fitting > nearest.misfit.fitting) {
      nearest = { rule, misfit };
    }
  }
  if (nearest === null) {
    return 'no row of the manifest means it';
  }
  return templates.length === 1 ? nearest.misfit.reason : `rule ${nearest.rule + 1}: ${nearest.misfit.reason}`;
}

function over(first: RecordingAttributes, second: RecordingAttributes): RecordingAttributes {
  return {
    role: first.role ?? second.role,
    quality: first.quality ?? second.quality,
    callType: first.callType ?? second.callType,
    site: first.site ?? second.site,
    recorder: first.recorder ?? second.recorder,
  };
}

export const nothingSaid: RecordingAttributes = {
  role: null,
  quality: null,
  callType: null,
  site: null,
  recorder: null,
};

type Example = SourceNamesPreview['examples'][number];

/** How the names of a source are read, and why nothing names one of its recordings. */
export interface NameReader {
  readonly ruleCount: number;
  read(recording: NamedRecording): ReadName | null;
  whyNot(recording: NamedRecording): string;
}

/** Counts, reasons and examples of what reading the names would change. */
export function previewNames(
  recordings: readonly NameRecording[],
  reader: NameReader,
): Omit<SourceNamesPreview, 'manifest'> {
  const examples = recordings.map((recording) => exampleOf(recording, reader));
  const count = (isCounted: (example: Example) => boolean): number => examples.filter(isCounted).length;
  const matched = count(({ origin }) => origin !== null);
  return {
    total: recordings.length,
    matched,
    unmatched: recordings.length - matched,
    changed: count(({ changed }) => changed),
    positive: count(({ values }) => values.role === 'positive'),
    negative: count(({ values }) => values.role === 'negative'),
    matchedByRule: Array.from({ length: reader.ruleCount }, (_, index) => count(({ rule }) => rule === index)),
    reasons: reasonsOf(examples),
    examples: someOfEachKind(examples),
  };
}

function exampleOf(recording: NameRecording, reader: NameReader): Example {
  const { id, relativePath, now } = recording;
  const name = reader.read(recording);
  const { origin, rule, values } = name ?? { origin: null, rule: null, values: nothingSaid };
  const changed = JSON.stringify(values) !== JSON.stringify(now ?? nothingSaid);
  const reason = name === null ? reader.whyNot(recording) : null;
  return { recordingId: id, relativePath, origin, rule, values, changed, reason };
}

function reasonsOf(examples: readonly Example[]): SourceNamesPreview['reasons'] {
  const reasons = new Map<string, { count: number; readonly first: string[] }>();
  for (const { reason, relativePath } of examples) {
    if (reason === null) {
      continue;
    }
    const known = reasons.get(reason) ?? { count: 0, first: [] };
    known.count += 1;
    if (known.first.length < filesOfAReason) {
      known.first.push(relativePath);
    }
    reasons.set(reason, known);
  }
  return [...reasons]
    .map(([reason, known]) => ({ reason, ...known }))
    .sort((one, other) => other.count - one.count)
    .slice(0, mostReasons);
}

function someOfEachKind(examples: readonly Example[]): Example[] {
  const kinds = new Map<string, Example[]>();
  for (const example of examples) {
    const kind = `${example.origin ?? ''} ${example.rule ?? ''} ${example.values.role ?? ''}`;
    const ofKind = kinds.get(kind) ?? [];
    if (ofKind.length < examplesOfAKind) {
      ofKind.push(example);
      kinds.set(kind, ofKind);
    }
  }
  return [...kinds.values()].flat();
}
