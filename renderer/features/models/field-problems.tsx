import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ModelManifest } from '../../../electron/contract/models.ts';
import { editOfSuggestion, type DraftField, type DraftProblem } from './manifest-draft.ts';
import styles from './models.module.css';

interface FieldProblemsProps {
  readonly field: DraftField;
  readonly problems: readonly DraftProblem[];
  readonly onEdit: (edit: Partial<ModelManifest>) => void;
}

/** What is wrong with one field, right below it, with the cure at hand where it is known. */
export function FieldProblems({ field, problems, onEdit }: FieldProblemsProps) {
  return problems
    .filter((problem) => problem.field === field)
    .map((problem) => {
      const edit = editOfSuggestion(problem);
      return (
        <div key={problem.message} className={styles['problem']} role="alert">
          <span>
            <IconAlertTriangle size={13} aria-hidden style={{ verticalAlign: '-2px' }} /> {problem.message}
          </span>
          {edit !== null && (
            <Button
              size="compact-xs"
              variant="light"
              onClick={() => {
                onEdit(edit);
              }}
            >
              {`Use ${problem.suggestion ?? ''}`}
            </Button>
          )}
        </div>
      );
    });
}
