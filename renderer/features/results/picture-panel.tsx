import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { PictureCell, ResultsExport, ResultsPicture } from '../../../electron/contract/results.ts';
import { useAction } from '../../api/use-action.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { EmptyNotice, FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { CellDetail } from './cell-detail.tsx';
import { meanText } from './result-words.ts';
import { savePng, saveText } from '../../components/save-file.ts';
import { baselineOf, selectionOf, type ResultChoices } from './use-result-choices.ts';
import styles from './results.module.css';

interface PicturePanelProps {
  readonly importId: number;
  readonly choices: ResultChoices;
}

/** Positive subsets down, negative subsets across, for each balance. */
export function PicturePanel({ importId, choices }: PicturePanelProps) {
  const { split, metric } = choices;
  const request = { ...selectionOf(importId, choices), ...baselineOf(choices), split, metric };
  const picture = useLastingQuery('results/picture', request);
  const save = useAction('results/export');
  if (picture.data === undefined) {
    return picture.fault === null ? null : <FaultNotice fault={picture.fault} />;
  }
  if (picture.data.panels.length === 0) {
    return <EmptyNotice title="No experiments" text="Nothing has these settings: take a filter away." />;
  }
  const start = async (write: (file: ResultsExport) => void | Promise<void>): Promise<void> => {
    const file = await save.run({ what: 'picture', ...request });
    if (file !== null) {
      await write(file);
    }
  };
  return (
    <div className={styles['picture']}>
      <div className={styles['pictureHead']}>
        <span className={styles['pictureTitle']}>{picture.data.title}</span>
        <span className="dim">
          {`mean ± sd over ${countOf(picture.data.experiments, 'experiment')}; positive subsets down, negative across`}
        </span>
        <Legend scale={picture.data.scale} />
        <Button.Group className={styles['pictureSave']}>
          <Button
            variant="default"
            leftSection={<IconDownload size={15} />}
            disabled={save.busy}
            onClick={() => void start(saveText)}
          >
            Save as SVG
          </Button>
          <Button variant="default" disabled={save.busy} aria-label="Save as PNG" onClick={() => void start(savePng)}>
            PNG
          </Button>
        </Button.Group>
      </div>
      <div className={styles['pictureWarnings']}>
        {picture.data.warnings.length > 0 && (
          <WarningNotice>
            {picture.data.warnings.map((warning) => (
              <div key={warning}>{warning}</div>
            ))}
          </WarningNotice>
        )}
      </div>
      <Panels picture={picture.data} />
    </div>
  );
}

function Legend({ scale }: Pick<ResultsPicture, 'scale'>) {
  if (scale === null) {
    return null;
  }
  return (
    <span className={styles['legend']} aria-label={`Colours from ${scale.low.toFixed(3)} to ${scale.high.toFixed(3)}`}>
      {scale.low.toFixed(3)}
      <span
        className={styles['legendBar']}
        style={{ backgroundImage: `linear-gradient(to right, ${scale.colours.join(', ')})` }}
      />
      {scale.high.toFixed(3)}
    </span>
  );
}

function Panels({ picture }: { readonly picture: ResultsPicture }) {
  const [place, setPlace] = useState<{ readonly panel: number; readonly row: number; readonly column: number } | null>(
    null,
  );
  const cell = picture.panels[place?.panel ?? -1]?.cells.find(
    (each) => each.row === place?.row && each.column === place.column,
  );
  return (
    <>
      <div className={styles['panels']}>
        {picture.panels.map((panel, index) => (
          <Heat
            key={panel.label}
            picture={picture}
            panel={panel}
            onLook={({ row, column }) => {
              setPlace({ panel: index, row, column });
            }}
          />
        ))}
      </div>
      <CellDetail picture={picture} cell={cell ?? null} panel={picture.panels[place?.panel ?? -1]?.label ?? ''} />
    </>
  );
}

interface HeatProps {
  readonly picture: ResultsPicture;
  readonly panel: ResultsPicture['panels'][number];
  readonly onLook: (cell: PictureCell) => void;
}

function Heat({ picture, panel, onLook }: HeatProps) {
  return (
    <table className={styles['heat']} aria-label={`${picture.title}, ${panel.label}`}>
      <caption>{panel.label}</caption>
      <thead>
        <tr>
          <td />
          {picture.columns.map(({ key, label, originals }) => (
            <th key={key} scope="col" title={spellings(originals)}>
              {shortTier(label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {picture.rows.map((row, index) => (
          <tr key={row.key}>
            <th scope="row" title={spellings(row.originals)}>
              {row.label}
            </th>
            {picture.columns.map((column, across) => (
              <td key={column.key}>
                <HeatCell
                  cell={panel.cells.find((cell) => cell.row === index && cell.column === across)}
                  label={`${row.label}, ${column.label}`}
                  onLook={onLook}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function spellings(originals: readonly string[]): string | undefined {
  return originals.length === 0 ? undefined : `also written ${originals.join(', ')}`;
}

/** Names of the study's tiers share their beginning; what tells them apart must stay readable. */
function shortTier(label: string): string {
  return label.replace(/^hardneg_conf_min_(\d\d)$/u, '≥ 0.$1');
}

interface HeatCellProps {
  readonly cell: PictureCell | undefined;
  readonly label: string;
  readonly onLook: (cell: PictureCell) => void;
}

function HeatCell({ cell, label, onLook }: HeatCellProps) {
  if (cell === undefined) {
    return <span className={styles['noCell']} aria-label="No experiments" />;
  }
  const look = (): void => {
    onLook(cell);
  };
  const warns = cell.warnings.length > 0;
  return (
    <button
      type="button"
      className={styles['cell']}
      style={{ background: cell.colour, color: cell.ink }}
      aria-label={`${label}: ${meanText(cell.summary)}, n = ${cell.experiments.length}${warns ? `, ${cell.warnings.join(', ')}` : ''}`}
      data-baseline={cell.isBaseline || undefined}
      onMouseEnter={look}
      onFocus={look}
    >
      <span className={styles['cellMean']}>{meanText(cell.summary)}</span>
      <span className={styles['cellCount']}>
        {`n = ${cell.experiments.length}`}
        {cell.isBaseline && ' · baseline'}
        {warns && ' · !'}
      </span>
    </button>
  );
}
