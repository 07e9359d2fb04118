import { Button, Checkbox, Popover, Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf, countText } from '../../components/format.ts';
import type { View } from '../../state/view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { copiesChoices, kindWords, qualityChoices, roleChoices, toggled } from './kind-choices.ts';
import styles from './kind-filter.module.css';

interface KindFilterProps {
  readonly view: View;
  readonly ranking: RankingKey;
}

/** Which roles, qualities and copies are listed, with how many there are of each. */
export function KindFilter({ view, ranking }: KindFilterProps) {
  const words = kindWords(useWorkspace((state) => state.filter));
  return (
    <Popover trapFocus position="bottom-start" width={268}>
      <Popover.Target>
        <Button
          className={styles['target'] ?? ''}
          variant={words === null ? 'default' : 'light'}
          px={10}
          aria-label={words === null ? 'Kind' : `Kind: ${words}`}
          title={words ?? 'Role, quality, copies'}
        >
          <span className={styles['words']}>{words ?? 'Kind'}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <KindChoices view={view} ranking={ranking} />
      </Popover.Dropdown>
    </Popover>
  );
}

function KindChoices({ view, ranking }: KindFilterProps) {
  const filter = useWorkspace((state) => state.filter);
  const { changeFilter } = useWorkspace.getState();
  const facets = useLastingQuery('ranking/facets', {
    ...ranking,
    sourceIds: view.sourcesInView.map(({ id }) => id),
  }).data;
  return (
    <Stack gap={12}>
      <Group title="Role">
        {roleChoices.map(({ value, label }) => (
          <Line key={value} count={facets?.roles[value]}>
            <Checkbox
              label={label}
              checked={filter.roles?.includes(value) ?? false}
              onChange={() => {
                changeFilter({ roles: toggled(filter.roles, value) });
              }}
            />
          </Line>
        ))}
      </Group>
      <Group title="Quality">
        {qualityChoices.map(({ value, label }) => (
          <Line key={value} count={facets?.qualities[value]}>
            <Checkbox
              label={label}
              checked={filter.qualities?.includes(value) ?? false}
              onChange={() => {
                changeFilter({ qualities: toggled(filter.qualities, value) });
              }}
            />
          </Line>
        ))}
      </Group>
      <Group title="Copies">
        {copiesChoices.map(({ value, label, count }) => (
          <Line key={label} count={facets === undefined ? undefined : count(facets)}>
            <Radio
              label={label}
              checked={filter.copies === value}
              onChange={() => {
                changeFilter({ copies: value });
              }}
            />
          </Line>
        ))}
        {facets !== undefined && facets.copies.unknown > 0 && (
          <div className={styles['note']}>
            {countOf(facets.copies.unknown, 'file')} not read yet: copies among them are not known.
          </div>
        )}
      </Group>
    </Stack>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={title} className={styles['group']}>
      <div className={styles['title']}>{title}</div>
      {children}
    </div>
  );
}

function Line({ count, children }: { readonly count: number | undefined; readonly children: ReactNode }) {
  return (
    <div className={styles['line']} data-empty={count === 0}>
      {children}
      <span className="numeric dim">{count === undefined ? '' : countText(count)}</span>
    </div>
  );
}
