import type { PresetEvidence } from '../../../electron/contract/subsets.ts';
import styles from './subsets.module.css';

/** What the study found with such subsets, its caveat first in sight. To be read; nothing acts upon it. */
export function EvidenceNote({ evidence }: { readonly evidence: PresetEvidence }) {
  return (
    <details className={styles['evidence']}>
      <summary>{evidence.summary}</summary>
      <ul>
        {evidence.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{evidence.caveat}</p>
    </details>
  );
}
