import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ModelManifest } from '../../../electron/contract/models.ts';
import { FieldProblems } from './field-problems.tsx';
import type { DraftField, DraftProblem } from './manifest-draft.ts';

/** What every part of the form is given. */
export interface FieldsProps {
  readonly manifest: ModelManifest;
  readonly problems: readonly DraftProblem[];
  readonly onEdit: (edit: Partial<ModelManifest>) => void;
}

interface FieldFrame extends Omit<FieldsProps, 'manifest'> {
  readonly field: DraftField;
  readonly label: string;
  /** One line: its unit, and what it means. */
  readonly description: string;
}

function Framed({ field, problems, onEdit, children }: FieldFrame & { readonly children: ReactNode }) {
  return (
    <div>
      {children}
      <FieldProblems field={field} problems={problems} onEdit={onEdit} />
    </div>
  );
}

interface NumberFieldProps extends FieldFrame {
  readonly value: number | undefined;
  readonly min?: number;
  readonly max?: number;
  readonly isWhole?: boolean;
  /** What an empty field stands for; without it the field must not be empty. */
  readonly emptyMeans?: string;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that counts as soon as it is one; while it is being typed it may be anything. */
export function NumberField({ value, min, max, isWhole = false, emptyMeans, onChange, ...frame }: NumberFieldProps) {
  const [typed, setTyped] = useState<number | string>(value ?? '');
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setTyped(value ?? '');
  }
  const take = (next: number | string): void => {
    setTyped(next);
    const isValid = typeof next === 'number' && next >= (min ?? -Infinity) && next <= (max ?? Infinity);
    if (isValid || (next === '' && emptyMeans !== undefined)) {
      const taken = isValid ? next : undefined;
      setSeen(taken);
      onChange(taken);
    }
  };
  return (
    <Framed {...frame}>
      <NumberInput
        label={frame.label}
        description={frame.description}
        placeholder={emptyMeans ?? ''}
        allowDecimal={!isWhole}
        allowNegative={min === undefined || min < 0}
        thousandSeparator=","
        value={typed}
        onChange={take}
        onBlur={() => {
          setTyped(value ?? '');
        }}
      />
    </Framed>
  );
}

interface SmallNumberFieldProps extends FieldFrame {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A positive number that is best written as 1e-10. */
export function SmallNumberField({ value, onChange, ...frame }: SmallNumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Framed {...frame}>
      <TextInput
        label={frame.label}
        description={frame.description}
        inputMode="decimal"
        spellCheck={false}
        value={typed ?? String(value)}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          const number = Number(text);
          if (text.trim() !== '' && number > 0 && Number.isFinite(number)) {
            onChange(number);
          }
        }}
        onBlur={() => {
          setTyped(null);
        }}
      />
    </Framed>
  );
}

interface ChoiceFieldProps<Value extends string> extends FieldFrame {
  readonly value: Value;
  readonly choices: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

export function ChoiceField<Value extends string>({ value, choices, onChange, ...frame }: ChoiceFieldProps<Value>) {
  return (
    <Framed {...frame}>
      <Select
        label={frame.label}
        description={frame.description}
        allowDeselect={false}
        data={choices.map(([each, label]) => ({ value: each, label }))}
        value={value}
        onChange={(next) => {
          const chosen = choices.find(([each]) => each === next);
          if (chosen !== undefined) {
            onChange(chosen[0]);
          }
        }}
      />
    </Framed>
  );
}

interface SwitchFieldProps extends FieldFrame {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export function SwitchField({ value, onChange, ...frame }: SwitchFieldProps) {
  return (
    <Framed {...frame}>
      <Switch
        mt={4}
        label={frame.label}
        description={frame.description}
        checked={value}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
    </Framed>
  );
}
