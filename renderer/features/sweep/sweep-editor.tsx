import { Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Fault } from '../../../electron/contract/outcome.ts';
import type { SweepSpecification } from '../../../electron/contract/sweeps.ts';
import { EmptyNotice, FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { SweepFields, type WrittenStyle } from './sweep-fields.tsx';
import { SweepPreviewView } from './sweep-preview.tsx';
import { editedOf, type EditedSweep } from './sweep-values.ts';
import { TrainingData } from './training-data.tsx';
import { useSweepAnswers, useSweepPlaces, type Exported, type SweepAnswers } from './use-sweep-answers.ts';
import { WriteLine } from './write-line.tsx';
import styles from './sweep.module.css';

interface SweepEditorProps {
  readonly head: ReactNode;
  readonly specification: SweepSpecification;
  /** Why the exported folders could not be filled in. */
  readonly fault: Fault | null;
  readonly exported: Exported;
  /** What the person has to know about the subset axes. */
  readonly notice: string | null;
  readonly exportRoot: string;
}

export function SweepEditor({ head, specification, fault, exported, notice, exportRoot }: SweepEditorProps) {
  const [edited, setEdited] = useState<EditedSweep>(() => editedOf(specification));
  const [style, setStyle] = useState<WrittenStyle>({ pathStyle: 'forward', spelling: 'as-written' });
  const places = useSweepPlaces(exported, exportRoot);
  const answers = useSweepAnswers(edited, style, places);
  return (
    <div className={styles['screen']}>
      <Stack gap="md" className={styles['choices'] ?? ''}>
        {head}
        <ExportsNotice fault={fault} notice={notice} />
        <TrainingData places={places} summary={answers.composition?.base ?? null} />
        <SweepFields
          edited={edited}
          onChange={setEdited}
          style={style}
          onStyle={setStyle}
          warnings={answers.preview?.warnings ?? []}
        />
      </Stack>
      <Answers answers={answers} exportRoot={exportRoot} />
    </div>
  );
}

interface AnswersProps {
  readonly answers: SweepAnswers;
  readonly exportRoot: string;
}

function Answers({ answers, exportRoot }: AnswersProps) {
  const { preview, composition, problems, isComplete, fault } = answers;
  return (
    <div className={styles['preview']}>
      {fault !== null && <FaultNotice fault={fault} />}
      {!isComplete && (
        <EmptyNotice title="Not complete yet" text="A sweep needs a name for its folder and at least one axis." />
      )}
      {isComplete && preview !== undefined && (
        <SweepPreviewView preview={preview} composition={composition} problems={problems} />
      )}
      <WriteLine
        request={answers.request}
        count={preview?.experimentCount ?? 0}
        exportRoot={exportRoot}
        audioRoot={answers.audioRoot}
        base={answers.base}
        hasProblems={problems.length > 0}
        ready={isComplete && fault === null}
      />
    </div>
  );
}

/** Why the subset axes are not the folders just exported, or what their names mean. */
function ExportsNotice({ fault, notice }: Pick<SweepEditorProps, 'fault' | 'notice'>) {
  if (fault !== null) {
    return <FaultNotice fault={fault} />;
  }
  return notice === null ? null : <WarningNotice>{notice}</WarningNotice>;
}
