import { IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import styles from './components.module.css';

interface FormSectionProps {
  readonly title: string;
  /** What is set in it, in a few words; seen while it is folded away, too. */
  readonly summary: string;
  /** Open until the person says otherwise: because it is used, or something in it is wrong. */
  readonly isOpen: boolean;
  readonly children: ReactNode;
}

/** A part of a form that most people never need. */
export function FormSection({ title, summary, isOpen, children }: FormSectionProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? isOpen;
  return (
    <details className={styles['section']} open={open}>
      <summary
        onClick={(event) => {
          // React keeps `open`; left to itself the browser would change it behind its back.
          event.preventDefault();
          setChosen(!open);
        }}
      >
        <IconChevronRight size={14} aria-hidden />
        <span className={styles['sectionTitle']}>{title}</span>
        <span className={styles['sectionSummary']}>{summary}</span>
      </summary>
      {open && <div className={styles['sectionBody']}>{children}</div>}
    </details>
  );
}
