import { succeed, type Outcome } from '../../../contract/outcome.ts';
import type { AttributeOrigin, RecordingAttributes, SourceNamesPreview } from '../../../contract/source-names.ts';
import type { MatchedManifest, NamedRecording } from './match-manifest.ts';
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

/** Counts and examples of what reading the names would change. */
export function previewNames(
  recordings: readonly NameRecording[],
  read: (recording: NamedRecording) => ReadName | null,
  ruleCount: number,
): Omit<SourceNamesPreview, 'manifest'> {
  const examples = recordings.map((recording) => exampleOf(recording, read(recording)));
  const count = (isCounted: (example: Example) => boolean): number => examples.filter(isCounted).length;
  const matched = count(({ origin }) => origin !== null);
  return {
    total: recordings.length,
    matched,
    unmatched: recordings.length - matched,
    changed: count(({ changed }) => changed),
    positive: count(({ values }) => values.role === 'positive'),
    negative: count(({ values }) => values.role === 'negative'),
    matchedByRule: Array.from({ length: ruleCount }, (_, index) => count(({ rule }) => rule === index)),
    examples: someOfEachKind(examples),
  };
}

function exampleOf({ id, relativePath, now }: NameRecording, name: ReadName | null): Example {
  const { origin, rule, values } = name ?? { origin: null, rule: null, values: nothingSaid };
  const changed = JSON.stringify(values) !== JSON.stringify(now ?? nothingSaid);
  return { recordingId: id, relativePath, origin, rule, values, changed };
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
