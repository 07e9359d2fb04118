import type { LeakageCheck, LeakCounts, LeakExample, LeakGrade } from '../contract/leakage.ts';
import { explainMatch } from '../core/leakage/explain-match.ts';
import { leakageMessages } from '../core/leakage/leakage-messages.ts';
import { matchRecording, traitsOf } from '../core/leakage/match-recording.ts';
import type { EngineContext } from './engine-context.ts';
import type { LeakFlags, LeakMarks } from './leakage-guard.ts';
import type { StoredModel } from './stored-models.ts';

const mostExamples = 50;
const surestFirst: readonly LeakGrade[] = ['exact', 'strong', 'weak'];

/** Counts, examples and sentences for some recordings, given in rank order. */
export function leakageCheck(
  context: EngineContext,
  model: StoredModel,
  flags: LeakFlags,
  recordingIds: readonly number[],
): LeakageCheck {
  const { training, splits } = flags;
  const compared = [...(training === null ? [] : [training]), ...splits.map(({ marks }) => marks)];
  const knowsHashes = compared.some(({ index }) => index.hashes.size > 0);
  const [anyMarks] = compared;
  const heldOutExamples = splits
    .filter(({ heldOut }) => heldOut)
    .flatMap(({ split, marks }) => examples(context, marks, recordingIds, split));
  const check = {
    modelId: model.id,
    modelName: model.manifest.name,
    provenance: training === null ? ('not-known' as const) : ('known' as const),
    note: model.manifest.trainedOn?.note ?? '',
    total: recordingIds.length,
    counts: countGrades(training, recordingIds),
    withoutRecorderOrTime: count(recordingIds, (id) => anyMarks?.lacksRecorderOrTime(id) ?? false),
    withoutHash: knowsHashes ? count(recordingIds, (id) => anyMarks?.lacksHash(id) ?? false) : 0,
    examples: training === null ? [] : examples(context, training, recordingIds, null),
    heldOut: {
      state: splits.some(({ heldOut }) => heldOut) ? ('known' as const) : ('not-known' as const),
      splits: splits.map(({ split, heldOut, marks }) => ({
        split,
        heldOut,
        counts: countGrades(marks, recordingIds),
        inTraining: flags.inTraining.get(split) ?? null,
      })),
      examples: surestOf(heldOutExamples),
    },
  };
  return { ...check, messages: leakageMessages(check) };
}

function count(recordingIds: readonly number[], test: (recordingId: number) => boolean): number {
  return recordingIds.reduce((sum, id) => sum + Number(test(id)), 0);
}

function countGrades(marks: LeakMarks | null, recordingIds: readonly number[]): LeakCounts {
  const counts = { exact: 0, strong: 0, weak: 0 };
  for (const recordingId of recordingIds) {
    const grade = marks?.gradeOf(recordingId) ?? null;
    if (grade !== null) {
      counts[grade] += 1;
    }
  }
  return counts;
}

function examples(
  context: EngineContext,
  marks: LeakMarks,
  recordingIds: readonly number[],
  split: string | null,
): LeakExample[] {
  const wanted = surestFirst.flatMap((grade) => firstOf(recordingIds, (id) => marks.gradeOf(id) === grade));
  return wanted.slice(0, mostExamples).flatMap((recordingId) => {
    const row = context.queries.leakage.recording(recordingId);
    const match = row === undefined ? null : matchRecording(marks.index, traitsOf(row, marks.aliases));
    if (row === undefined || match === null) {
      return [];
    }
    const { sourceName, relativePath } = row;
    return [{ recordingId, sourceName, relativePath, grade: match.grade, split, why: explainMatch(match) }];
  });
}

function firstOf(recordingIds: readonly number[], test: (recordingId: number) => boolean): number[] {
  const found: number[] = [];
  for (const recordingId of recordingIds) {
    if (found.length === mostExamples) {
      break;
    }
    if (test(recordingId)) {
      found.push(recordingId);
    }
  }
  return found;
}

function surestOf(found: readonly LeakExample[]): LeakExample[] {
  return surestFirst.flatMap((grade) => found.filter((example) => example.grade === grade)).slice(0, mostExamples);
}
