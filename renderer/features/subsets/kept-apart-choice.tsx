import { Checkbox, Stack } from '@mantine/core';
import type { KeptApart } from '../../../electron/contract/subsets.ts';
import styles from './subsets.module.css';

interface KeptApartChoiceProps {
  readonly apart: KeptApart;
  readonly onChange: (apart: KeptApart) => void;
}

const choices: readonly { readonly name: keyof KeptApart; readonly label: string; readonly short: string }[] = [
  { name: 'otherSide', label: 'Recordings in a subset of the other side', short: 'the other side' },
  { name: 'copies', label: 'Copies of those', short: 'its copies' },
  { name: 'sameNight', label: 'Recordings of the same recorder and night as those', short: 'its nights' },
  { name: 'heldOut', label: 'Recordings in a held-out split', short: 'held-out splits' },
];

/** What the family keeps out: one line that says it, and the choice on demand. */
export function KeptApartChoice({ apart, onChange }: KeptApartChoiceProps) {
  const chosen = choices.filter(({ name }) => apart[name] && (name === 'heldOut' || apart.otherSide));
  return (
    <details className={styles['more']}>
      <summary>
        <b>Kept apart from</b> {chosen.length === 0 ? 'nothing' : chosen.map(({ short }) => short).join(', ')}
      </summary>
      <Stack gap={6} mt={6}>
        {choices.map(({ name, label }) => (
          <Checkbox
            key={name}
            label={label}
            disabled={name !== 'otherSide' && name !== 'heldOut' && !apart.otherSide}
            checked={apart[name]}
            onChange={(event) => {
              onChange({ ...apart, [name]: event.currentTarget.checked });
            }}
          />
        ))}
        <span className="dim">
          Where both sides claim a recording a finding decides, otherwise the subset that was made first. N stays as it
          is.
        </span>
      </Stack>
    </details>
  );
}
