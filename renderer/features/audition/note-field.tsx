import { Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RankedRecording, RecordingDetail } from '../../../electron/contract/ranking.ts';
import { useDecisions } from '../review/use-decisions.ts';
import { FindingHistory } from './detail-tabs.tsx';

interface NoteFieldProps {
  readonly row: RankedRecording;
  readonly label: string;
  readonly findings: RecordingDetail['findings'];
}

/** A note belongs to the finding; it is stored when the field is left. */
export function NoteField({ row, label, findings }: NoteFieldProps) {
  const decisions = useDecisions();
  const [text, setText] = useState(row.note ?? '');
  const save = (): void => {
    if (text.trim() !== (row.note ?? '')) {
      decisions.note(text.trim());
    }
  };
  return (
    <Stack gap={8}>
      <Textarea
        aria-label="Note"
        placeholder={`What you hear besides ${label}`}
        autosize
        minRows={2}
        maxRows={6}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onBlur={save}
      />
      {findings.length > 0 && <FindingHistory findings={findings} />}
    </Stack>
  );
}
