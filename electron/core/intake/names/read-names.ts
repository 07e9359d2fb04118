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

/** Counts and examples of what reading the names would change. */
export function previewNames(
  recordings: readonly NameRecording[],
  read: (recording: NamedRecording) => ReadName | null,
  ruleCount: number,
): Omit<SourceNamesPreview, 'manifest'> {
  const matchedByRule = Array.from({ length: ruleCount }, () => 0);
  const examples = new Map<string, SourceNamesPreview['examples']>();
  const counts = { matched: 0, changed: 0, positive: 0, negative: 0 };
  for (const recording of recordings) {
    const name = read(recording);
    const values = name?.values ?? nothingSaid;
    const changed = JSON.stringify(values) !== JSON.stringify(recording.now ?? nothingSaid);
    counts.matched += name === null ? 0 : 1;
    counts.changed += changed ? 1 : 0;
    counts.positive += values.role === 'positive' ? 1 : 0;
    counts.negative += values.role === 'negative' ? 1 : 0;
    if (name?.rule !== null && name?.rule !== undefined) {
      matchedByRule[name.rule] = (matchedByRule[name.rule] ?? 0) + 1;
    }
    const kind = `${name?.origin ?? ''} ${name?.rule ?? ''} ${values.role ?? ''}`;
    const ofKind = examples.get(kind) ?? [];
    if (ofKind.length < examplesOfAKind) {
      const { id, relativePath } = recording;
      ofKind.push({
        recordingId: id,
        relativePath,
        origin: name?.origin ?? null,
        rule: name?.rule ?? null,
        values,
        changed,
      });
      examples.set(kind, ofKind);
    }
  }
  return {
    total: recordings.length,
    unmatched: recordings.length - counts.matched,
    ...counts,
    matchedByRule,
    examples: [...examples.values()].flat(),
  };
}
