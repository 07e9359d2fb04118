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
      <Reasons reasons={preview.reasons} />
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

/** Why files are not matched, so that a rule can be mended without guessing. */
function Reasons({ reasons }: Pick<SourceNamesPreview, 'reasons'>) {
  return reasons.length === 0 ? null : (
    <ul className={styles['reasons']} aria-label="Why files do not fit">
      {reasons.slice(0, mostRowsShown).map(({ reason, count, first }) => (
        <li key={reason} title={first.join('\n')}>
          <b className="numeric">{count}</b>
          <span>
            {reason}
            <span className="dim">{first[0] !== undefined && <FileName name={first[0]} />}</span>
          </span>
        </li>
      ))}
      {reasons.length > mostRowsShown && (
        <li className="dim">
          <span />
          <span>and others for further reasons</span>
        </li>
      )}
    </ul>
  );
}

function ManifestReport({ manifest }: { readonly manifest: ManifestMatch }) {
  const { rows, matchedByPath, matchedByName, ambiguous, unmatched, unknownValues } = manifest;
  const openCount = ambiguous.count + unmatched.count;
  return (
    <div>
      <Text size="sm" className="numeric">
        Manifest of {countOf(rows, 'row')}: {matchedByPath} found by path, {matchedByName} by name
        {openCount > 0 && `; ${ambiguous.count} fit several recordings, ${unmatched.count} fit none`}
      </Text>
      <ListedRows rows={[...ambiguous.first, ...unmatched.first]} />
      {unknownValues.count > 0 && (
        <Text size="sm" className="numeric">
          {countOf(unknownValues.count, 'value')} not known, and left out
        </Text>
      )}
      <ListedRows rows={unknownValues.first} />
    </div>
  );
}

function ListedRows({ rows }: { readonly rows: ManifestMatch['unmatched']['first'] }) {
  return rows.slice(0, mostRowsShown).map(({ line, path, reason }) => (
    <Text key={`${line} ${reason}`} size="xs" c="dimmed">
      line {line}: {path}: {reason}
    </Text>
  ));
}
