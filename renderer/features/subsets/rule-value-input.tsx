import { NativeSelect, NumberInput, Switch } from '@mantine/core';
import type { RuleField, RuleValue } from '../../../electron/contract/subsets.ts';
import { PickedRecordings } from './picked-recordings.tsx';

interface RuleValueInputProps {
  readonly field: RuleField;
  readonly value: RuleValue | undefined;
  /** Spoken name, where the label of the field alone would not tell which tier it is of. */
  readonly name: string;
  readonly onChange: (value: RuleValue) => void;
}

const BARE_WIDTH = 76;
const NUMBER_WIDTH = 104;
const LONG_SUFFIX_WIDTH = 148;

/** One value of a rule, asked for in the way in which its kind describes it. */
export function RuleValueInput({ field, value, name, onChange }: RuleValueInputProps) {
  switch (field.control) {
    case 'number':
    case 'integer':
      return <NumberValue field={field} value={value} name={name} onChange={onChange} />;
    case 'switch':
      return (
        <Switch
          label={field.label}
          checked={value === true}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          size="xs"
          aria-label={name}
          data={field.choices}
          value={String(value ?? '')}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
    case 'recordings':
      return <PickedRecordings picked={Array.isArray(value) ? value : []} onChange={onChange} />;
  }
}

function NumberValue({ field, value, name, onChange }: RuleValueInputProps) {
  const { minimum, maximum } = field;
  return (
    <NumberInput
      w={widthOf(field)}
      aria-label={name}
      prefix={field.prefix}
      suffix={field.suffix}
      {...(minimum === null ? {} : { min: minimum })}
      {...(maximum === null ? {} : { max: maximum })}
      step={field.step ?? 1}
      decimalScale={field.control === 'integer' ? 0 : 4}
      hideControls
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => {
        if (typeof next === 'number' && isWithin(next, field)) {
          onChange(next);
        }
      }}
    />
  );
}

function widthOf({ prefix, suffix }: RuleField): number {
  if (suffix.length > 4) {
    return LONG_SUFFIX_WIDTH;
  }
  return prefix === '' && suffix === '' ? BARE_WIDTH : NUMBER_WIDTH;
}

/** While it is typed a number may be out of bounds; it counts once it is within. */
function isWithin(value: number, { minimum, maximum }: RuleField): boolean {
  return (minimum === null || value >= minimum) && (maximum === null || value <= maximum);
}
