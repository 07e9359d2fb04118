import { ActionIcon, Button, Group, NativeSelect, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import {
  ruleOfSteps,
  stepsOf,
  type SubsetStep,
  type Tier,
  type TierCounts,
} from '../../../electron/contract/subsets.ts';
import { countOf } from '../../components/format.ts';
import { newStep } from './families.ts';
import { RuleValueInput } from './rule-value-input.tsx';
import styles from './subsets.module.css';
import { useRuleKinds } from './use-rule-kinds.ts';

interface RuleStepsProps {
  readonly tier: Tier;
  readonly counts: TierCounts | undefined;
  readonly onChange: (tier: Tier) => void;
  /** Gives all tiers the later steps of this one; null where it is the only tier. */
  readonly onShare: ((later: readonly SubsetStep[]) => void) | null;
}

/** All steps of one tier's rule, with what each leaves. A form of what the kinds say of themselves. */
export function RuleSteps({ tier, counts, onChange, onShare }: RuleStepsProps) {
  const kinds = useRuleKinds();
  const steps = stepsOf(tier.rule);
  const replace = (next: readonly SubsetStep[]): void => {
    onChange({ ...tier, rule: ruleOfSteps(next) });
  };
  return (
    <div className={styles['steps']} role="group" aria-label={`Steps of ${tier.name}`}>
      {steps.map((step, index) => (
        <StepLine
          // Steps have no names of their own.
          key={index}
          first={index === 0}
          step={step}
          files={counts?.steps[index]?.files}
          onChange={(changed) => {
            replace(steps.map((other, place) => (place === index ? changed : other)));
          }}
          onRemove={
            steps.length > 1
              ? () => {
                  replace(steps.filter((_, place) => place !== index));
                }
              : null
          }
        />
      ))}
      <Group gap={8} mt={2} ml={44}>
        <NativeSelect
          size="xs"
          aria-label={`Add a step to ${tier.name}`}
          value=""
          data={[{ value: '', label: 'Then…' }, ...kinds.map(({ kind, label }) => ({ value: kind, label }))]}
          onChange={(event) => {
            const kind = kinds.find((each) => each.kind === event.currentTarget.value);
            if (kind !== undefined) {
              replace([...steps, newStep(kind)]);
            }
          }}
        />
        {onShare !== null && steps.length > 1 && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              onShare(steps.slice(1));
            }}
          >
            The same later steps in every tier
          </Button>
        )}
      </Group>
    </div>
  );
}

interface StepLineProps {
  readonly first: boolean;
  readonly step: SubsetStep;
  readonly files: number | undefined;
  readonly onChange: (step: SubsetStep) => void;
  readonly onRemove: (() => void) | null;
}

function StepLine({ first, step, files, onChange, onRemove }: StepLineProps) {
  const kinds = useRuleKinds();
  const own = kinds.find(({ kind }) => kind === step.kind);
  return (
    <div className={styles['step']}>
      <Text size="sm" c="dimmed" w={36}>
        {first ? '' : 'then'}
      </Text>
      <NativeSelect
        size="xs"
        w={218}
        aria-label="Rule"
        title={own?.help ?? ''}
        value={step.kind}
        data={kinds.map(({ kind, label }) => ({ value: kind, label }))}
        onChange={(event) => {
          const kind = kinds.find((each) => each.kind === event.currentTarget.value);
          if (kind !== undefined) {
            onChange(newStep(kind));
          }
        }}
      />
      <Group gap={8} flex={1}>
        {(own?.fields ?? []).map((field) => (
          <Group key={field.name} gap={4} wrap="nowrap">
            {field.prefix === '' && !['switch', 'recordings'].includes(field.control) && (
              <Text size="sm" c="dimmed">
                {field.label}
              </Text>
            )}
            <RuleValueInput
              field={field}
              name={field.label}
              value={step[field.name] ?? field.initial}
              onChange={(value) => {
                onChange({ ...step, [field.name]: value });
              }}
            />
          </Group>
        ))}
      </Group>
      <Text size="sm" className="numeric" w={92} ta="right">
        {files === undefined ? '…' : countOf(files, 'file')}
      </Text>
      <Tooltip label="Remove this step">
        <ActionIcon
          size="sm"
          aria-label="Remove this step"
          disabled={onRemove === null}
          onClick={onRemove ?? undefined}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
