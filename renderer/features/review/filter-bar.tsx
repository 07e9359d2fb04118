import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { countOf, countText } from '../../components/format.ts';
import { conditionCount } from '../../state/view.ts';
import { useView } from '../../state/use-view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { ConfidenceFilter } from './confidence-filter.tsx';
import { KindFilter } from './kind-filter.tsx';
import { filterOfShow, showOfFilter, showOptions } from './show-filter.ts';
import styles from './review.module.css';
import { SourceFilter } from './source-filter.tsx';
import { useListTotals } from './use-rows.ts';

/** What of the list is shown, and how many that are. */
export function FilterBar() {
  const view = useView();
  const ranked = view.ranking !== null;
  const filter = useWorkspace((state) => state.filter);
  const { changeFilter, clearFilter } = useWorkspace.getState();
  return (
    <div className={styles['filters']} role="search" aria-label="Filter the recordings">
      {ranked && <SearchField />}
      <Select
        aria-label="Show"
        w={138}
        allowDeselect={false}
        comboboxProps={{ width: 200, position: 'bottom-start' }}
        maxDropdownHeight={340}
        data={showOptions(ranked)}
        value={showOfFilter(filter, view.purpose)}
        onChange={(value) => {
          changeFilter(filterOfShow(value ?? 'all', view.purpose));
        }}
      />
      {ranked && <SourceFilter view={view} />}
      {ranked && <ConfidenceFilter />}
      {view.ranking !== null && <KindFilter view={view} ranking={view.ranking} />}
      {conditionCount(filter) > 0 && (
        <Tooltip label="Show everything again">
          <ActionIcon aria-label="Clear the filter" onClick={clearFilter}>
            <IconFilterOff size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <CountText />
    </div>
  );
}

function SearchField() {
  const text = useWorkspace((state) => state.filter.text ?? '');
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  if (text !== known) {
    setKnown(text);
    setTyped(text);
  }
  return (
    <TextInput
      className={styles['search'] ?? ''}
      aria-label="Search file names"
      placeholder="Name or recorder"
      leftSection={<IconSearch size={14} />}
      value={typed}
      onChange={(event) => {
        const value = event.currentTarget.value;
        setTyped(value);
        setKnown(value.trim());
        useWorkspace.getState().changeFilter({ text: value.trim() });
      }}
    />
  );
}

function CountText() {
  const { total, all } = useListTotals();
  const { subsetId, copiesOf } = useWorkspace((state) => state.filter);
  const clearFilter = useWorkspace((state) => state.clearFilter);
  return (
    <>
      {subsetId !== undefined && (
        <Button size="compact-xs" variant="light" onClick={clearFilter}>
          One subset ×
        </Button>
      )}
      {copiesOf !== undefined && (
        <Button size="compact-xs" variant="light" onClick={clearFilter}>
          Copies of one file ×
        </Button>
      )}
      <span className={styles['count']} role="status" style={{ marginLeft: 'auto' }}>
        {total === null
          ? ''
          : all === null || all === total
            ? countOf(total, 'file')
            : `${countText(total)} of ${countText(all)}`}
      </span>
    </>
  );
}
