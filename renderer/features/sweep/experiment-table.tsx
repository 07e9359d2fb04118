import { Text, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { SweepComposition } from '../../../electron/contract/sweep-composition.ts';
import type { SweepPreview } from '../../../electron/contract/sweeps.ts';
import { countText } from '../../components/format.ts';
import { experimentColumns, filteredExperiments, type ExperimentColumn } from './experiment-columns.ts';
import styles from './sweep.module.css';

interface ExperimentTableProps {
  readonly preview: SweepPreview;
  readonly composition: SweepComposition | null;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

const ROW_PIXELS = 28;

/** Every experiment with its values and its training set; a click shows its file. */
export function ExperimentTable({ preview, composition, chosen, onChoose }: ExperimentTableProps) {
  const [filter, setFilter] = useState('');
  const columns = useMemo(() => experimentColumns(preview, composition), [preview, composition]);
  const shown = useMemo(() => filteredExperiments(preview, filter), [preview, filter]);
  return (
    <div className={styles['experimentArea']}>
      <div className={styles['filter']}>
        <TextInput
          aria-label="Filter experiments"
          placeholder="Filter, for example: true large"
          flex={1}
          value={filter}
          onChange={(event) => {
            setFilter(event.currentTarget.value);
          }}
        />
        <Text size="xs" c="dimmed">
          {`${countText(shown.length)} of ${countText(preview.experiments.length)}`}
        </Text>
      </div>
      <Rows preview={preview} columns={columns} shown={shown} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}

/** The same for the head and every row, so that their columns stand above each other. */
interface RowLayout {
  readonly gridTemplateColumns: string;
  readonly minWidth: number;
}

interface RowsProps extends Omit<ExperimentTableProps, 'composition'> {
  readonly columns: readonly ExperimentColumn[];
  /** Places of the experiments that pass the filter. */
  readonly shown: readonly number[];
}

function Rows({ preview, columns, shown, chosen, onChoose }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 10,
  });
  const template = rowLayout(columns, preview);
  return (
    <div
      ref={scroller}
      className={styles['experiments']}
      role="table"
      aria-label="Experiments"
      aria-rowcount={shown.length + 1}
    >
      <HeadRow columns={columns} template={template} />
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map((item) => {
          const index = shown[item.index] ?? 0;
          return (
            <div
              key={item.index}
              role="row"
              className={styles['experiment']}
              style={{ ...template, transform: `translateY(${item.start}px)` }}
              data-chosen={index === chosen}
              onClick={() => {
                onChoose(index);
              }}
            >
              <span role="cell">{preview.experiments[index]?.name}</span>
              {columns.map((column) => (
                <span
                  key={column.name}
                  role="cell"
                  title={column.title(index)}
                  data-number={column.isNumber || undefined}
                >
                  {column.text(index)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface HeadRowProps {
  readonly columns: readonly ExperimentColumn[];
  readonly template: RowLayout;
}

function HeadRow({ columns, template }: HeadRowProps) {
  return (
    <div className={styles['experimentHead']} style={template} role="row">
      <span role="columnheader">Experiment</span>
      {columns.map(({ name, meaning, isNumber }) => (
        <span key={name} role="columnheader" title={meaning} data-number={isNumber || undefined}>
          {name}
        </span>
      ))}
    </div>
  );
}

const CHARACTER_PIXELS = 7.9;
const WIDTH_SAMPLE = 200;
const MOST_CHARACTERS = 28;
const NAME_PIXELS = 88;
const GAP_PIXELS = 12;

/** Characters of the longest text of a column, its heading included. */
function charactersOf(column: ExperimentColumn, { experiments }: SweepPreview): number {
  const texts = experiments.slice(0, WIDTH_SAMPLE).map((_, index) => column.text(index));
  return Math.min(MOST_CHARACTERS, Math.max(column.name.length, ...texts.map(({ length }) => length)));
}

/** Columns as wide as what stands in them; the table scrolls sideways where that is too much. */
function rowLayout(columns: readonly ExperimentColumn[], preview: SweepPreview): RowLayout {
  const characters = columns.map((column) => charactersOf(column, preview));
  const pixels = characters.map((count) => Math.ceil(count * CHARACTER_PIXELS));
  const tracks = characters.map((count, index) => `minmax(${pixels[index] ?? 0}px, ${count}fr)`);
  const columnPixels = pixels.reduce((sum, each) => sum + each + GAP_PIXELS, 0);
  return {
    gridTemplateColumns: `${NAME_PIXELS}px ${tracks.join(' ')}`,
    minWidth: NAME_PIXELS + columnPixels + 2 * GAP_PIXELS,
  };
}
