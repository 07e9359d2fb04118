import { Group, Text } from '@mantine/core';
import type { ExportPreview, ExportTarget } from '../../../electron/contract/exports.ts';
import { bytesText, countOf, countText } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { PathText } from '../../components/small-parts.tsx';
import styles from './export.module.css';

/** What one click would write. */
export function ExportPreviewView({ preview }: { readonly preview: ExportPreview }) {
  return (
    <>
      {preview.problems.map((problem) => (
        <FaultNotice key={problem.message} fault={problem} />
      ))}
      {preview.warnings.length > 0 && (
        <WarningNotice>
          {preview.warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </WarningNotice>
      )}
      <div className={styles['targets']}>
        <table aria-label="Folders to be written">
          <thead>
            <tr>
              <th>Folder</th>
              <th className={styles['number']}>Files</th>
              <th className={styles['number']}>Clips</th>
              <th className={styles['number']}>Size</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {preview.targets.map((target) => (
              <TargetRow key={target.subsetId} target={target} root={preview.root} />
            ))}
          </tbody>
        </table>
      </div>
      {preview.renamed.length > 0 && <RenamedList renamed={preview.renamed} />}
    </>
  );
}

/** How much that is, and whether there is room for it. */
export function ExportTotals({ preview }: { readonly preview: ExportPreview }) {
  return (
    <Group gap="xl">
      <Total text={countText(preview.totalFiles)} name={preview.totalFiles === 1 ? 'file' : 'files'} />
      <Total text={bytesText(preview.totalBytes)} name="to write" />
      <Total text={preview.freeBytes === null ? 'not known' : bytesText(preview.freeBytes)} name="free" />
      <Total text={`${Number(preview.clipSeconds.toFixed(2))} s`} name="clip length" />
    </Group>
  );
}

function Total({ text, name }: { readonly text: string; readonly name: string }) {
  return (
    <div>
      <div className={styles['totalText']}>{text}</div>
      <div className="dim">{name}</div>
    </div>
  );
}

const stateWords: Readonly<Record<ExportTarget['state'], string>> = {
  new: 'New',
  replace: 'Replaces our own',
  refuse: 'Refused',
};

function TargetRow({ target, root }: { readonly target: ExportTarget; readonly root: string }) {
  return (
    <>
      <tr>
        <td title={target.path}>
          <PathText path={below(root, target.path)} />
        </td>
        <td className={styles['number']}>{countText(target.files)}</td>
        <td className={styles['number']}>{countText(target.clips)}</td>
        <td className={styles['number']}>{bytesText(target.bytes)}</td>
        <td className={styles[target.state]}>{stateWords[target.state]}</td>
      </tr>
      {target.problem !== null && (
        <tr>
          <td colSpan={5} className={styles['why']}>
            <FaultNotice fault={target.problem} />
            {target.foreignFiles.length > 0 && (
              <Text size="xs" c="dimmed" mt={4} ff="monospace">
                {target.foreignFiles.join('   ')}
              </Text>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

function RenamedList({ renamed }: { readonly renamed: ExportPreview['renamed'] }) {
  return (
    <details className={styles['renamed']}>
      <summary>{`${countOf(renamed.length, 'file')} of a name that another recording has too: exported under another one`}</summary>
      <table>
        <tbody>
          {renamed.map(({ original, exportedName }) => (
            <tr key={exportedName}>
              <td>{original}</td>
              <td>→ {exportedName}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The part of a path below a folder; the whole path where it lies elsewhere. */
function below(root: string, path: string): string {
  return path.startsWith(root) ? path.slice(root.length).replace(/^[/\\]/, '') : path;
}
