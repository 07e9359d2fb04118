import { Text } from '@mantine/core';
import type { ManifestMatch, SourceNamesPreview } from '../../../electron/contract/source-names.ts';
import { countOf } from '../../components/format.ts';
import { FileName, roleWords } from '../../components/small-parts.tsx';
import styles from './name-preview.module.css';

const mostRowsShown = 5;

/** How many names fit, some of each kind, and the rows of a manifest that fit nothing. */
export function NamePreview({ preview }: { readonly preview: SourceNamesPreview }) {
  return (
    <div className={styles['preview']} aria-live="polite">
      <Text size="sm" className="numeric">
        <b>{preview.matched}</b> of {countOf(preview.total, 'recording')} fit: {preview.positive} positive,{' '}
        {preview.negative} negative
        {preview.unmatched > 0 && <span className="dim"> · {preview.unmatched} do not, and stay as the source is</span>}
      </Text>
      <table className={styles['examples']}>
        <thead>
          <tr>
            <th>File</th>
            <th>Role</th>
            <th>Quality</th>
            <th>Call</th>
            <th>Recorder</th>
            <th>Site</th>
          </tr>
        </thead>
        <tbody>
          {preview.examples.map(({ recordingId, relativePath, origin, values, changed }) => (
            <tr key={recordingId} data-matched={origin !== null} data-changed={changed}>
              <td>
                <FileName name={relativePath} />
              </td>
              <td>{values.role === null ? '–' : roleWords[values.role]}</td>
              <td>{values.quality ?? '–'}</td>
              <td>{values.callType ?? '–'}</td>
              <td>{values.recorder ?? '–'}</td>
              <td>{values.site ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.manifest !== null && <ManifestReport manifest={preview.manifest} />}
    </div>
  );
}

function ManifestReport({ manifest }: { readonly manifest: ManifestMatch }) {
  const { rows, matchedByPath, matchedByName, ambiguous, unmatched } = manifest;
  const open = [...ambiguous.first, ...unmatched.first];
  const openCount = ambiguous.count + unmatched.count;
  return (
    <div>
      <Text size="sm" className="numeric">
        Manifest of {countOf(rows, 'row')}: {matchedByPath} found by path, {matchedByName} by name
        {openCount > 0 && `; ${ambiguous.count} fit several recordings, ${unmatched.count} fit none`}
      </Text>
      {open.slice(0, mostRowsShown).map(({ line, path, reason }) => (
        <Text key={line} size="xs" c="dimmed">
          line {line}: {path}: {reason}
        </Text>
      ))}
    </div>
  );
}
