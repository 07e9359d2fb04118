import { expect, test } from 'vitest';
import type { RankedRecording } from '../../../electron/contract/ranking.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import { filterOfShow, showOfFilter } from '../../../renderer/features/review/show-filter.ts';
import { movedTo } from '../../../renderer/features/review/use-selection-in.ts';
import { decisionMeaning, decisionOf, verdictOf } from '../../../renderer/state/decisions.ts';
import { listOf, pageOffsets } from '../../../renderer/state/recording-list.ts';
import { purposeOfSources, resolveView } from '../../../renderer/state/view.ts';
import { nextSort, useWorkspace, withoutEmpty } from '../../../renderer/state/workspace.ts';

const source = (id: number, role: Source['role']): Source => ({
  id,
  path: `/field/${id}`,
  name: `recorder ${id}`,
  role,
  quality: null,
  site: null,
  recorder: null,
  timeZone: null,
  channel: null,
  mostChannels: 1,
  position: id,
  addedAt: '2026-11-22T10:00:00Z',
  recordingCount: 10,
  failedCount: 0,
  missingCount: 0,
  durationSeconds: 30,
  lastScan: null,
  online: true,
  nameRules: [],
  attributeManifest: null,
  timeRemarkCount: 0,
});

const run = (id: number, labels: string[], sourceIds: number[]): Run =>
  ({ id, modelId: 1, modelName: 'model', name: `run ${id}`, labels, sourceIds, total: 10, scored: 10 }) as Run;

const nothingChosen = { ranking: null, sourceId: null, unreadableOf: null, chosenPurpose: null };

test('approving says present in a positive subset and absent in a negative one, and back', () => {
  expect(verdictOf('approve', 'positive')).toBe('present');
  expect(verdictOf('approve', 'negative')).toBe('absent');
  expect(verdictOf('reject', 'negative')).toBe('present');
  for (const purpose of ['positive', 'negative'] as const) {
    for (const decision of ['approve', 'reject', 'unsure'] as const) {
      expect(decisionOf(verdictOf(decision, purpose), purpose)).toBe(decision);
    }
  }
  expect(decisionMeaning('reject', 'negative', 'RADR')).toBe('RADR is present');
});

test('what cannot be read is listed whatever run and source are in view, and the review stays as it is', () => {
  const sources = [source(1, 'negative'), source(2, 'positive')];
  const runs = [run(7, ['frog'], [1])];
  const choice = { ...nothingChosen, ranking: { runId: 7, label: 'frog' }, sourceId: 1 };
  useWorkspace.setState({ ...choice, chosenPurpose: null });
  for (const unreadableOf of [1, 2]) {
    useWorkspace.getState().showUnreadable(unreadableOf);
    const state = useWorkspace.getState();
    const view = resolveView(state, runs, sources);
    expect(view).toMatchObject({ ranking: null, purpose: 'negative' });
    const list = listOf(view, { ...state, sourceId: state.unreadableOf });
    expect(list).toMatchObject({ kind: 'recordings', input: { failedOnly: true, sourceId: unreadableOf } });
  }
  useWorkspace.getState().clearFilter();
  expect(resolveView(useWorkspace.getState(), runs, sources)).toMatchObject({
    ranking: { runId: 7, label: 'frog' },
    purpose: 'negative',
  });
});

test('the purpose follows the roles in view until the person chooses', () => {
  expect(purposeOfSources([source(1, 'negative'), source(2, 'negative')])).toBe('negative');
  expect(purposeOfSources([source(1, 'negative'), source(2, 'positive')])).toBe('positive');
  expect(purposeOfSources([])).toBe('positive');
  const sources = [source(1, 'negative')];
  expect(resolveView({ ...nothingChosen, chosenPurpose: 'positive' }, [], sources).purpose).toBe('positive');
});

test('without a choice the newest run is in view, with its first label and its sources', () => {
  const sources = [source(1, 'positive'), source(2, 'negative'), source(3, 'unlabelled')];
  const view = resolveView(nothingChosen, [run(7, ['frog', 'bird'], [1, 2]), run(4, ['bat'], [3])], sources);
  expect(view.ranking).toEqual({ runId: 7, label: 'frog' });
  expect(view.sourcesInView.map(({ id }) => id)).toEqual([1, 2]);
});

test('a source that the chosen run does not cover is listed plainly', () => {
  const sources = [source(1, 'positive'), source(2, 'negative')];
  const choice = { ...nothingChosen, ranking: { runId: 7, label: 'frog' }, sourceId: 2 };
  const view = resolveView(choice, [run(7, ['frog'], [1])], sources);
  expect(view).toMatchObject({ run: null, ranking: null, purpose: 'negative' });
  const list = listOf(view, {
    filter: { states: ['failed'] },
    sort: { by: 'confidence', descending: true },
    sourceId: 2,
  });
  expect(list).toMatchObject({ kind: 'recordings', input: { failedOnly: true, sourceId: 2 } });
});

test('rows are asked for by whole pages', () => {
  expect(pageOffsets(0, 30)).toEqual([0]);
  expect(pageOffsets(190, 210)).toEqual([0, 200]);
  expect(pageOffsets(99_990, 100_020)).toEqual([99_800, 100_000]);
});

test('what is shown is a filter of findings, seen from the purpose', () => {
  expect(filterOfShow('approve', 'negative')).toEqual({ verdicts: ['absent'], states: [] });
  const shows = [
    'unreviewed',
    'approve',
    'reject',
    'unsure',
    'failed',
    'training',
    'not-training',
    'held-out',
  ] as const;
  for (const show of shows) {
    expect(showOfFilter(withoutEmpty(filterOfShow(show, 'negative')), 'negative')).toBe(show);
  }
  expect(showOfFilter({}, 'positive')).toBe('all');
  expect(withoutEmpty({ text: '', verdicts: [], minimumConfidence: 0 })).toEqual({ minimumConfidence: 0 });
});

test('a second click on a header turns the order round', () => {
  expect(nextSort({ by: 'confidence', descending: true }, 'confidence')).toEqual({
    by: 'confidence',
    descending: false,
  });
  expect(nextSort({ by: 'confidence', descending: true }, 'path')).toEqual({ by: 'path', descending: false });
});

test('the selected recording is found again where a filter has moved it', () => {
  const rows = [11, 12, 14, 15].map((recordingId) => ({ recordingId }) as RankedRecording);
  const rowsAt = { at: (index: number) => rows[index] };
  const row = rows[2] as RankedRecording;
  expect(movedTo(rowsAt, { row, index: 2 })).toBeNull();
  expect(movedTo(rowsAt, { row, index: 3 })).toEqual({ row, index: 2 });
  expect(movedTo(rowsAt, { row: { recordingId: 99 } as RankedRecording, index: 1 })).toBeNull();
});

test('a selected recording whose scores went or came shows those of the list, with what was heard last', () => {
  const heard = { recordingId: 7, state: 'scored', raw: 2, confidence: 0.9, verdict: 'present' } as RankedRecording;
  const listed = { recordingId: 7, state: 'pending', raw: null, confidence: null, verdict: null } as RankedRecording;
  const rows = { at: (index: number) => (index === 3 ? listed : undefined) };
  const shown = { ...listed, verdict: 'present' };
  expect(movedTo(rows, { row: heard, index: 3 })).toMatchObject({ row: shown, index: 3 });
  expect(movedTo(rows, { row: heard, index: 5 })).toMatchObject({ row: shown, index: 3 });
});
