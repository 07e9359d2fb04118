import { useCallback, useMemo } from 'react';
import type { Verdict } from '../../../electron/contract/identifiers.ts';
import type { RankedRecording } from '../../../electron/contract/ranking.ts';
import { tellDone, tellFault } from '../../api/use-action.ts';
import { useServices, type Services } from '../../api/services.tsx';
import { verdictOf, type Decision } from '../../state/decisions.ts';
import { rowAt } from '../../state/recording-list.ts';
import { useSettings } from '../../state/settings.ts';
import { useRecordingList } from '../../state/use-list.ts';
import { useView } from '../../state/use-view.ts';
import { useWorkspace, type Selection } from '../../state/workspace.ts';

export interface Decisions {
  /** Records what the person heard of the selected recording; null takes it back. */
  decide(decision: Decision | null): void;
  /** Writes a note to the selected recording; what was heard of the label stays as it is. */
  note(text: string): void;
  undo(): void;
  move(steps: number): void;
}

/** Where decisions were made, so that undo shows what it took back. Newest last. */
const trail: Selection[] = [];

export function useDecisions(): Decisions {
  const services = useServices();
  const view = useView();
  const list = useRecordingList();
  const move = useCallback(
    (steps: number) => {
      const { selection, select } = useWorkspace.getState();
      const index = selection === null ? 0 : selection.index + steps;
      void rowAt(services, list, index).then((row) => {
        // A key held down asks for several rows at once; only the answer to the latest place counts.
        if (row !== null && useWorkspace.getState().selection?.row.recordingId === selection?.row.recordingId) {
          select({ row, index });
        }
      });
    },
    [services, list],
  );
  return useMemo(
    () => ({
      decide: (decision) => {
        const { selection } = useWorkspace.getState();
        if (selection === null || view.ranking === null || selection.row.state === 'failed') {
          return;
        }
        const verdict = decision === null ? null : verdictOf(decision, view.purpose);
        void record(services, { selection, label: view.ranking.label, verdict, note: undefined });
        if (decision !== null && useSettings.getState().autoAdvance) {
          move(1);
        }
      },
      note: (text) => {
        const { selection } = useWorkspace.getState();
        if (selection !== null && view.ranking !== null) {
          void record(services, { selection, label: view.ranking.label, verdict: selection.row.verdict, note: text });
        }
      },
      undo: () => {
        void undoLast(services);
      },
      move,
    }),
    [services, view, move],
  );
}

interface Finding {
  readonly selection: Selection;
  readonly label: string;
  readonly verdict: Verdict | null;
  readonly note: string | undefined;
}

/** Shows the finding at once, then has it stored; takes it off the screen again where that fails. */
async function record(services: Services, { selection, label, verdict, note }: Finding): Promise<void> {
  const { row } = selection;
  trail.push(selection);
  showVerdict(services, row.recordingId, label, { verdict, note: note ?? row.note });
  const input = { recordingId: row.recordingId, label, verdict };
  const outcome = await services.client.call('finding/record', note === undefined ? input : { ...input, note });
  if (!outcome.ok) {
    trail.splice(trail.indexOf(selection), 1);
    showVerdict(services, row.recordingId, label, { verdict: row.verdict, note: row.note });
    tellFault(outcome.fault);
    return;
  }
  refreshFilteredPages(services);
}

async function undoLast(services: Services): Promise<void> {
  const outcome = await services.client.call('finding/undo', {});
  if (!outcome.ok) {
    tellFault(outcome.fault);
    return;
  }
  const finding = outcome.value;
  if (finding === null) {
    tellDone('There is nothing left to undo.');
    return;
  }
  const place = trail.findLastIndex(({ row }) => row.recordingId === finding.recordingId);
  const [selection] = place < 0 ? [] : trail.splice(place, 1);
  showVerdict(services, finding.recordingId, finding.label, { verdict: finding.verdict, note: finding.note });
  if (selection !== undefined) {
    const row = { ...selection.row, verdict: finding.verdict, note: finding.note };
    useWorkspace.getState().select({ row, index: selection.index });
  }
  refreshFilteredPages(services);
}

type Heard = Pick<RankedRecording, 'verdict' | 'note'>;

function showVerdict({ queries }: Services, recordingId: number, label: string, heard: Heard): void {
  queries.patch('ranking/page', (page, input) =>
    input.label === label && page.rows.some((row) => row.recordingId === recordingId)
      ? { ...page, rows: page.rows.map((row) => (row.recordingId === recordingId ? { ...row, ...heard } : row)) }
      : page,
  );
  const { selection, select } = useWorkspace.getState();
  if (selection?.row.recordingId === recordingId) {
    select({ row: { ...selection.row, ...heard }, index: selection.index });
  }
}

/** Only lists that are filtered by findings change their rows; all others were patched in place. */
function refreshFilteredPages({ queries }: Services): void {
  queries.invalidate((operation, input) => {
    if (operation !== 'ranking/page') {
      return false;
    }
    const { filter } = input as { filter?: { verdicts?: unknown; subsetId?: unknown } };
    return filter?.verdicts !== undefined || filter?.subsetId !== undefined;
  });
}
