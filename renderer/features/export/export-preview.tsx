import { Checkbox, Group, Text } from '@mantine/core';
import type { ExportPreview, ExportTarget } from '../../../electron/contract/exports.ts';
import { bytesText, countOf, countText } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { PathText } from '../../components/small-parts.tsx';
import styles from './export.module.css';

interface ExportPreviewViewProps {
  readonly preview: ExportPreview;
  readonly leavesOut: boolean;
  readonly onLeaveOut: (leaveOut: boolean) => void;
}

/** What one click would write. */
export function ExportPreviewView({ preview, leavesOut, onLeaveOut }: ExportPreviewViewProps) {
  return (
    <>
      {preview.problems.map((problem) => (
        <FaultNotice key={problem.message} fault={problem} />
      ))}
      {preview.missing.count > 0 && (
        <MissingList missing={preview.missing} leavesOut={leavesOut} onLeaveOut={onLeaveOut} />
      )}
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
              <th>The trainer finds</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {preview.targets.map((target) => (
              <TargetRow key={target.path} target={target} root={preview.root} />
            ))}
          </tbody>
        </table>
      </div>
      {preview.renamed.length > 0 && <RenamedList renamed={preview.renamed} />}
      {preview.copiesDropped.count > 0 && <CopiesList copies={preview.copiesDropped} />}
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
        <td className={styles['trainer']}>{trainerText(target)}</td>
        <td className={styles[target.state]}>{stateWords[target.state]}</td>
      </tr>
      {target.problem !== null && (
        <tr>
          <td colSpan={6} className={styles['why']}>
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

function trainerText({ trainer }: ExportTarget): string {
  switch (trainer.sees) {
    case 'positive':
    case 'negative':
      return `${countText(trainer.files)} ${trainer.text}`;
    case 'class':
      return `${countText(trainer.files)}: ${trainer.text}`;
    case 'nothing':
      return trainer.text;
  }
}

const whyWords = { missing: 'not there', changed: 'changed since the scan', unreadable: 'cannot be read' } as const;

interface MissingListProps {
  readonly missing: ExportPreview['missing'];
  readonly leavesOut: boolean;
  readonly onLeaveOut: (leaveOut: boolean) => void;
}

function MissingList({ missing, leavesOut, onLeaveOut }: MissingListProps) {
  return (
    <div className={styles['missing']}>
      <Checkbox
        label={`Leave out ${countOf(missing.count, 'recording')} that cannot be exported; subset.json says which`}
        checked={leavesOut}
        onChange={(event) => {
          onLeaveOut(event.currentTarget.checked);
        }}
      />
      <Folded
        summary="Which"
        rows={missing.first.map(({ path, why }) => [path, whyWords[why]])}
        left={missing.count - missing.first.length}
      />
    </div>
  );
}

function CopiesList({ copies }: { readonly copies: ExportPreview['copiesDropped'] }) {
  return (
    <Folded
      summary={`${countOf(copies.count, 'recording')} left out as copies of better-ranked ones`}
      rows={copies.first.map(({ original, copyOf }) => [original, `= ${copyOf}`])}
      left={copies.count - copies.first.length}
    />
  );
}

interface FoldedProps {
  readonly summary: string;
  readonly rows: readonly (readonly [string, string])[];
  /** How many more there are. */
  readonly left: number;
}

function Folded({ summary, rows, left }: FoldedProps) {
  return (
    <details className={styles['renamed']}>
      <summary>{summary}</summary>
      <table>
        <tbody>
          {rows.map(([one, other]) => (
            <tr key={`${one} ${other}`}>
              <td>{one}</td>
              <td>{other}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <span className="dim">… and {countText(left)} more</span>}
    </details>
  );
}

const mostRenamed = 200;

function RenamedList({ renamed }: { readonly renamed: ExportPreview['renamed'] }) {
  return (
    <Folded
      summary={`${countOf(renamed.length, 'file')} exported under another name, because theirs is shared or not safe everywhere`}
      rows={renamed.slice(0, mostRenamed).map(({ original, exportedName }) => [original, `→ ${exportedName}`])}
      left={Math.max(0, renamed.length - mostRenamed)}
    />
  );
}

/** The part of a path below a folder; the whole path where it lies elsewhere. */
function below(root: string, path: string): string {
  return path.startsWith(root) ? path.slice(root.length).replace(/^[/\\]/, '') : path;
}
