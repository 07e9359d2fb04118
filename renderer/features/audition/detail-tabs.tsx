import { Tabs, Text } from '@mantine/core';
import type { RankedRecording, RecordingDetail } from '../../../electron/contract/ranking.ts';
import { confidenceText, recordedText } from '../../components/format.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import styles from './audition.module.css';
import { DisplaySettings } from './display-settings.tsx';
import { Facts } from './facts.tsx';
import { NoteField } from './note-field.tsx';

interface DetailTabsProps {
  readonly row: RankedRecording;
  readonly detail: RecordingDetail | null;
  readonly label: string | null;
}

export function DetailTabs({ row, detail, label }: DetailTabsProps) {
  return (
    <Tabs defaultValue="notes" keepMounted={false} className={styles['tabs'] ?? ''}>
      <Tabs.List>
        <Tabs.Tab value="notes">Notes</Tabs.Tab>
        <Tabs.Tab value="facts">Facts</Tabs.Tab>
        <Tabs.Tab value="scores">Other scores</Tabs.Tab>
        <Tabs.Tab value="display">Display</Tabs.Tab>
      </Tabs.List>
      <div className={styles['tabPanel']}>
        {detail?.recording.warning !== null && detail?.recording.warning !== undefined && (
          <WarningNotice>{detail.recording.warning}</WarningNotice>
        )}
        <Tabs.Panel value="notes">
          {label === null || row.state === 'failed' ? (
            <Text size="sm" c="dimmed">
              {row.state === 'failed'
                ? 'Nobody can hear this file, so there is nothing to note. It stays in the ranking as failed.'
                : 'Notes come with a finding: score the recordings first.'}
            </Text>
          ) : (
            <NoteField key={row.recordingId} row={row} label={label} findings={detail?.findings ?? []} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="facts">
          <Facts row={row} detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="scores">
          <OtherScores detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="display">
          <DisplaySettings />
        </Tabs.Panel>
      </div>
    </Tabs>
  );
}

function OtherScores({ detail }: { readonly detail: RecordingDetail | null }) {
  const blind = useSettings((state) => state.blind);
  if (detail === null || detail.otherScores.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No other run or label has scored this recording.
      </Text>
    );
  }
  return (
    <table className={styles['list']}>
      <tbody>
        {detail.otherScores.map((score) => (
          <tr key={`${score.runName} ${score.label}`}>
            <td>{score.label}</td>
            <td className="dim">{score.runName}</td>
            <td>{score.confidence === null || blind ? '–' : confidenceText(score.confidence)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who heard what, and when; newest first. */
export function FindingHistory({ findings }: { readonly findings: RecordingDetail['findings'] }) {
  return (
    <table className={styles['list']}>
      <tbody>
        {findings.map((finding) => (
          <tr key={`${finding.at} ${finding.label} ${finding.verdict ?? ''}`}>
            <td>
              {finding.label}{' '}
              {finding.verdict === null
                ? 'taken back'
                : finding.verdict === 'unsure'
                  ? 'unsure'
                  : `is ${finding.verdict}`}
            </td>
            <td className="dim">{finding.reviewer}</td>
            <td className="dim">{recordedText(finding.at).slice(0, 16)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
