import { useMemo } from 'react';
import { useCommands, type Command } from '../../app/commands.ts';
import { useDecisions } from './use-decisions.ts';

/** The keys of reviewing. Playback has its own, in the audition. */
export function useReviewCommands(): void {
  const decisions = useDecisions();
  const commands = useMemo<readonly Command[]>(
    () => [
      review('approve', 'Approve', ['a'], () => {
        decisions.decide('approve');
      }),
      review('reject', 'Reject', ['r'], () => {
        decisions.decide('reject');
      }),
      review('unsure', 'Unsure', ['u'], () => {
        decisions.decide('unsure');
      }),
      review('take-back', 'Take this decision back', ['Backspace'], () => {
        decisions.decide(null);
      }),
      review('undo', 'Undo the last decision', ['mod+z'], () => {
        decisions.undo();
      }),
      {
        ...review('next', 'Next recording', ['j', 'ArrowRight', 'ArrowDown'], () => {
          decisions.move(1);
        }),
        keyOnly: true,
      },
      {
        ...review('previous', 'Previous recording', ['k', 'ArrowLeft', 'ArrowUp'], () => {
          decisions.move(-1);
        }),
        keyOnly: true,
      },
    ],
    [decisions],
  );
  useCommands('review', commands);
}

function review(id: string, label: string, keys: readonly string[], run: () => void): Command {
  return { id, label, group: 'Review', keys, run };
}
