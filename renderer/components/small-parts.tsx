import { ActionIcon, CopyButton, Kbd, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { Role } from '../../electron/contract/identifiers.ts';
import { keyText } from '../app/key-combinations.ts';
import { isApple } from '../app/use-keyboard.ts';
import styles from './components.module.css';
import { confidenceText, splitName } from './format.ts';

export const roleWords: Readonly<Record<Role, string>> = {
  positive: 'Positive',
  negative: 'Negative',
  unlabelled: 'Unlabelled',
};

export function RoleBadge({ role }: { readonly role: Role }) {
  return <span className={`${styles['role'] ?? ''} ${styles[`role${role}`] ?? ''}`}>{roleWords[role]}</span>;
}

/** A file name that loses its middle, not its end, where there is no room. */
export function FileName({ name, title }: { readonly name: string; readonly title?: string }) {
  const [start, end] = splitName(name);
  return (
    <span className={styles['name']} title={title ?? name}>
      <span className={styles['nameStart']}>{start}</span>
      <span className={styles['nameEnd']}>{end}</span>
    </span>
  );
}

export function ConfidenceBar({ confidence }: { readonly confidence: number }) {
  return (
    <span className={styles['bar']}>
      <span className="numeric">{confidenceText(confidence)}</span>
      <span className={styles['track']}>
        <span className={styles['fill']} style={{ display: 'block', width: `${confidence * 100}%` }} />
      </span>
    </span>
  );
}

/** A key combination, written as on the person's keyboard. */
export function Keys({ combination }: { readonly combination: string }) {
  return (
    <span style={{ display: 'inline-flex', gap: 3 }}>
      {keyText(combination, isApple).map((part) => (
        <Kbd key={part} size="xs">
          {part}
        </Kbd>
      ))}
    </span>
  );
}

export function PathText({ path }: { readonly path: string }) {
  const parts = path.split(/(?<=[/\\_])/u);
  return (
    <span className={styles['path']}>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}

/** A thin line that fills from left to right; share from 0 to 1. */
export function ThinProgress({ share, label }: { readonly share: number; readonly label: string }) {
  const percent = Math.max(0, Math.min(100, share * 100));
  return (
    <div
      className={styles['thinProgress']}
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(percent)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

export function CopyIconButton({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : label}>
          <ActionIcon onClick={copy} aria-label={label}>
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
