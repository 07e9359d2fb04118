import { Button, Input, MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import {
  resultMetricSchema,
  type ResultAxis,
  type ResultMetric,
  type ResultsImport,
} from '../../../electron/contract/results.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { baselineWords, headingText, metricWords } from './result-words.ts';
import { baselineOf, selectionOf, type ChangeChoices, type ResultChoices } from './use-result-choices.ts';
import styles from './results.module.css';

interface ResultControlsProps {
  readonly results: ResultsImport;
  readonly choices: ResultChoices;
  readonly onChange: ChangeChoices;
}

/** Columns that have their own places: rows, columns and panels of the picture. */
const pictured: ReadonlySet<string> = new Set([
  'dataset.filters.positive_subsets',
  'dataset.filters.negative_subsets',
  'dataset.filters.balance',
]);

/** Which experiments, which figure, and what they are compared with. */
export function ResultControls({ results, choices, onChange }: ResultControlsProps) {
  return (
    <div className={styles['controls']}>
      <MultiSelect
        label="Stages"
        className={styles['stages'] ?? ''}
        placeholder={choices.stages.length === 0 ? 'All' : ''}
        data={results.stages.map(({ stage, experiments }) => ({ value: stage, label: `${stage} (${experiments})` }))}
        value={[...choices.stages]}
        onChange={(stages) => {
          onChange({ stages, where: {}, axes: null, baseline: null });
        }}
      />
      <Input.Wrapper label="Test split" labelElement="div" size="xs">
        <SegmentedControl
          display="flex"
          aria-label="Test split"
          value={choices.split}
          data={[
            { value: 'ood', label: 'OOD' },
            { value: 'iid', label: 'IID' },
          ]}
          onChange={(value) => {
            onChange({ split: value === 'iid' ? 'iid' : 'ood' });
          }}
        />
      </Input.Wrapper>
      <Select
        label="Metric"
        w={112}
        allowDeselect={false}
        data={resultMetricSchema.options.map((metric) => ({ value: metric, label: metricWords[metric] }))}
        value={choices.metric}
        onChange={(metric) => {
          onChange({ metric: metric as ResultMetric });
        }}
      />
      <BaselineChoice results={results} choices={choices} onChange={onChange} />
      <Filters results={results} choices={choices} onChange={onChange} />
    </div>
  );
}

function BaselineChoice({ results, choices, onChange }: ResultControlsProps) {
  const table = useLastingQuery('results/table', {
    ...selectionOf(results.importId, choices),
    ...baselineOf(choices),
  }).data;
  const kinds = table?.baselines ?? [];
  const options = [
    ...kinds.map(({ kind, groups }) => ({
      value: kind,
      label: `${baselineWords[kind]} (${groups})`,
      disabled: groups === 0,
    })),
    { value: 'none' as const, label: baselineWords.none, disabled: false },
  ];
  return (
    <Select
      label="Compared with"
      w={244}
      allowDeselect={false}
      data={options}
      value={table?.baseline ?? 'none'}
      onChange={(value) => {
        onChange({ baseline: options.find((option) => option.value === value)?.value ?? null });
      }}
    />
  );
}

const MOST_INLINE = 4;

/** One choice for each further setting that varies in these stages: what a picture would otherwise mix. */
function Filters({ results, choices, onChange }: ResultControlsProps) {
  const [all, setAll] = useState(false);
  const { importId } = results;
  const table = useLastingQuery('results/table', { importId, stages: [...choices.stages] }).data;
  const axes = (table?.axes ?? []).filter(({ column, chosen }) => chosen && !pictured.has(column));
  const shown = all ? axes : axes.slice(0, MOST_INLINE);
  return (
    <>
      {shown.map((axis) => (
        <FilterChoice key={axis.column} axis={axis} choices={choices} onChange={onChange} />
      ))}
      {axes.length > MOST_INLINE && (
        <Button
          variant="subtle"
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? 'Fewer filters' : `${axes.length - MOST_INLINE} more filters`}
        </Button>
      )}
    </>
  );
}

interface FilterChoiceProps {
  readonly axis: ResultAxis;
  readonly choices: ResultChoices;
  readonly onChange: ChangeChoices;
}

/** Keys may be empty, which a select does not take: options are numbered. */
function FilterChoice({ axis, choices, onChange }: FilterChoiceProps) {
  const chosen = axis.values.findIndex(({ key }) => key === choices.where[axis.column]);
  return (
    <Select
      label={headingText(axis.label)}
      title={axis.column}
      w={136}
      clearable
      placeholder="Any"
      data={axis.values.map(({ label }, index) => ({ value: String(index), label }))}
      value={chosen === -1 ? null : String(chosen)}
      onChange={(value) => {
        const key = value === null ? undefined : axis.values[Number(value)]?.key;
        const others = Object.entries(choices.where).filter(([column]) => column !== axis.column);
        const own = key === undefined ? [] : [[axis.column, key] as const];
        onChange({ where: Object.fromEntries<string>([...others, ...own]) });
      }}
    />
  );
}
