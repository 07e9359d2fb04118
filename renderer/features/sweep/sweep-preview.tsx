import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { SweepComposition } from '../../../electron/contract/sweep-composition.ts';
import type { SweepPreview } from '../../../electron/contract/sweeps.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { CopyIconButton } from '../../components/small-parts.tsx';
import { ExperimentTable } from './experiment-table.tsx';
import styles from './sweep.module.css';

interface SweepPreviewProps {
  readonly preview: SweepPreview;
  /** What each experiment is trained on; null where nobody looked. */
  readonly composition: SweepComposition | null;
  readonly problems: readonly string[];
}

export function SweepPreviewView({ preview, composition, problems }: SweepPreviewProps) {
  const [chosen, setChosen] = useState(0);
  const experiment = preview.experiments[chosen];
  return (
    <>
      <Remarks preview={preview} composition={composition} problems={problems} />
      <Tabs defaultValue="experiments" keepMounted={false} className={styles['tabs'] ?? ''}>
        <Tabs.List>
          <Tabs.Tab value="experiments">{countOf(preview.experimentCount, 'experiment')}</Tabs.Tab>
          <Tabs.Tab value="specification">sweep.yaml</Tabs.Tab>
          <Tabs.Tab value="base">base.yaml</Tabs.Tab>
          {experiment !== undefined && <Tabs.Tab value="one">{experiment.name}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="experiments" className={styles['panel'] ?? ''}>
          <ExperimentTable preview={preview} composition={composition} chosen={chosen} onChoose={setChosen} />
        </Tabs.Panel>
        <Tabs.Panel value="specification" className={styles['panel'] ?? ''}>
          <Yaml text={preview.specificationYaml} />
        </Tabs.Panel>
        <Tabs.Panel value="base" className={styles['panel'] ?? ''}>
          <Yaml text={preview.baseYaml} />
        </Tabs.Panel>
        {experiment !== undefined && (
          <Tabs.Panel value="one" className={styles['panel'] ?? ''}>
            <Yaml text={experiment.yaml} />
          </Tabs.Panel>
        )}
      </Tabs>
    </>
  );
}

/** What stops the writing, and what only surprises; a trap of one field stands at that field. */
function Remarks({ preview, composition, problems }: SweepPreviewProps) {
  const [first] = problems;
  const warnings = [
    ...preview.warnings.filter(({ place }) => place === null).map(({ message }) => message),
    ...(composition?.warnings ?? []),
  ];
  if (first === undefined && warnings.length === 0) {
    return null;
  }
  return (
    <div className={styles['remarks']}>
      {first !== undefined && (
        <FaultNotice
          fault={
            problems.length === 1
              ? { code: 'sweep-folder-missing', message: first }
              : {
                  code: 'sweep-folder-missing',
                  message: `${countOf(problems.length, 'problem')} would spoil the training. ${first}`,
                  detail: problems.join('\n\n'),
                }
          }
        />
      )}
      {warnings.length > 0 && (
        <WarningNotice>
          {warnings.map((warning) => (
            <div key={warning} className={styles['remark']}>
              {warning}
            </div>
          ))}
        </WarningNotice>
      )}
    </div>
  );
}

function Yaml({ text }: { readonly text: string }) {
  return (
    <div className={styles['yaml']}>
      <div className={styles['copy']}>
        <CopyIconButton text={text} label="Copy the YAML" />
      </div>
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}
