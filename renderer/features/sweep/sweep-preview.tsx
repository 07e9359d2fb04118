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
  const axes = varyingAxes(preview);
  const columns = { gridTemplateColumns: `88px ${columnWidths(preview, axes).join(' ')}` };
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
        {axes.map((axis) => (
          <span key={axis} role="columnheader">
            {preview.axisNames[axis]}
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
              {axes.map((axis) => (
                <span key={axis} role="cell" title={experiment?.values[axis]}>
                  {lastPart(experiment?.values[axis] ?? '')}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Axes with more than one value; what is the same everywhere tells no experiments apart. */
function varyingAxes({ axisNames, experiments }: SweepPreview): number[] {
  const varies = (axis: number): boolean =>
    experiments.some(({ values }) => values[axis] !== experiments[0]?.values[axis]);
  const varying = axisNames.map((_, axis) => axis).filter(varies);
  return varying.length > 0 ? varying : axisNames.map((_, axis) => axis);
}

const CHARACTER_PIXELS = 7.2;

/** Columns as wide as what stands in them; the table scrolls sideways where that is too much. */
function columnWidths({ axisNames, experiments }: SweepPreview, axes: readonly number[]): string[] {
  return axes.map((axis) => {
    const texts = [
      axisNames[axis] ?? '',
      ...experiments.slice(0, 200).map(({ values }) => lastPart(values[axis] ?? '')),
    ];
    const longest = Math.min(28, Math.max(...texts.map(({ length }) => length)));
    return `minmax(${Math.ceil(longest * CHARACTER_PIXELS)}px, ${longest}fr)`;
  });
}

/** Folders are told apart by their last part; the whole path is in the title. */
function lastPart(value: string): string {
  return value.replaceAll(/[^\s,[\]]*[/\\]/g, '');
}
