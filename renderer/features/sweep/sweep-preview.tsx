import { Tabs } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { SweepPreview } from '../../../electron/contract/sweeps.ts';
import { countOf } from '../../components/format.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { CopyIconButton } from '../../components/small-parts.tsx';
import styles from './sweep.module.css';

export function SweepPreviewView({ preview }: { readonly preview: SweepPreview }) {
  const [chosen, setChosen] = useState(0);
  const experiment = preview.experiments[chosen];
  return (
    <>
      {preview.warnings.length > 0 && (
        <WarningNotice>
          {preview.warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </WarningNotice>
      )}
      <Tabs defaultValue="experiments" keepMounted={false} className={styles['tabs'] ?? ''}>
        <Tabs.List>
          <Tabs.Tab value="experiments">{countOf(preview.experimentCount, 'experiment')}</Tabs.Tab>
          <Tabs.Tab value="specification">sweep.yaml</Tabs.Tab>
          <Tabs.Tab value="base">base.yaml</Tabs.Tab>
          {experiment !== undefined && <Tabs.Tab value="one">{experiment.name}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="experiments" className={styles['panel'] ?? ''}>
          <Experiments preview={preview} chosen={chosen} onChoose={setChosen} />
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

interface ExperimentsProps {
  readonly preview: SweepPreview;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

const ROW_PIXELS = 28;

function Experiments({ preview, chosen, onChoose }: ExperimentsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: preview.experiments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 10,
  });
  const columns = { gridTemplateColumns: `110px ${columnWidths(preview).join(' ')}` };
  return (
    <div
      ref={scroller}
      className={styles['experiments']}
      role="table"
      aria-label="Experiments"
      aria-rowcount={preview.experiments.length + 1}
    >
      <div className={styles['experimentHead']} style={columns} role="row">
        <span role="columnheader">Experiment</span>
        {preview.axisNames.map((name) => (
          <span key={name} role="columnheader">
            {name}
          </span>
        ))}
      </div>
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map((item) => {
          const experiment = preview.experiments[item.index];
          return (
            <div
              key={item.index}
              role="row"
              className={styles['experiment']}
              style={{ ...columns, transform: `translateY(${item.start}px)` }}
              data-chosen={item.index === chosen}
              onClick={() => {
                onChoose(item.index);
              }}
            >
              <span role="cell">{experiment?.name}</span>
              {experiment?.values.map((value, place) => (
                <span key={preview.axisNames[place]} role="cell" title={value}>
                  {lastPart(value)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Columns as wide as what stands in them needs, at most; the rest shares what is left. */
function columnWidths(preview: SweepPreview): string[] {
  return preview.axisNames.map((name, place) => {
    const longest = preview.experiments
      .slice(0, 200)
      .reduce((most, { values }) => Math.max(most, lastPart(values[place] ?? '').length), name.length);
    return `minmax(${Math.min(60, longest * 5 + 16)}px, ${longest}fr)`;
  });
}

/** Folders are told apart by their last part; the whole path is in the title. */
function lastPart(value: string): string {
  return value.replaceAll(/[^\s,[\]]*[/\\]/g, '');
}
