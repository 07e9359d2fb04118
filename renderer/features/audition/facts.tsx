import { Button } from '@mantine/core';
import type { RankedRecording, RecordingDetail } from '../../../electron/contract/ranking.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { bytesText, confidenceText, durationText, singleText } from '../../components/format.ts';
import { gradeWords } from '../../components/leak-flags.tsx';
import { PathText } from '../../components/small-parts.tsx';
import { channelUse } from '../sources/channel-words.ts';
import { useSettings } from '../../state/settings.ts';
import styles from './audition.module.css';
import { CopyFacts } from './copy-facts.tsx';
import { Fact, RecorderFacts, TimeFacts } from './recorder-facts.tsx';

interface FactsProps {
  readonly row: RankedRecording;
  readonly detail: RecordingDetail | null;
}

/** What is known of the file. */
export function Facts({ row, detail }: FactsProps) {
  const capabilities = useQuery('shell/capabilities', {}).data;
  const reveal = useAction('shell/reveal');
  const blind = useSettings((state) => state.blind);
  if (detail === null) {
    return null;
  }
  const { recording } = detail;
  return (
    <>
      <dl className={styles['facts']}>
        <Fact name="File">
          <PathText path={detail.absolutePath} />
        </Fact>
        <Fact name="Format">{formatText(recording)}</Fact>
        <ChannelFact recording={recording} />
        <Fact name="Length">{recording.durationSeconds === null ? '–' : durationText(recording.durationSeconds)}</Fact>
        <Fact name="Size">{bytesText(recording.sizeBytes)}</Fact>
        <TimeFacts recording={recording} />
        <RecorderFacts recording={recording} />
        <CopyFacts recording={recording} copies={detail.copies} />
        {!blind && <ScoreFacts row={row} detail={detail} />}
        <LeakFacts row={row} />
      </dl>
      {capabilities?.reveal === true && (
        <Button mt={10} variant="default" onClick={() => void reveal.run({ path: detail.absolutePath })}>
          Show in its folder
        </Button>
      )}
    </>
  );
}

function ChannelFact({ recording: { channel, channels } }: Pick<RecordingDetail, 'recording'>) {
  const use = channels === null ? null : channelUse(channel, channels);
  return use === null ? null : (
    <Fact name="Channel" origin="the settings of its source">
      {use}
    </Fact>
  );
}

function ScoreFacts({ row, detail }: { readonly row: RankedRecording; readonly detail: RecordingDetail }) {
  return (
    <>
      {row.raw !== null && <Fact name="Raw score">{singleText(row.raw)}</Fact>}
      {detail.topLabels.length > 0 && (
        <Fact name="Top labels">
          {detail.topLabels.map(({ label, confidence }) => `${label} ${confidenceText(confidence)}`).join(', ')}
        </Fact>
      )}
    </>
  );
}

function LeakFacts({ row }: { readonly row: RankedRecording }) {
  const leak = row.leak ?? null;
  const heldOut = row.heldOut ?? null;
  return (
    <>
      {leak !== null && (
        <Fact name="Training data">{`Touches what the model was trained on: ${gradeWords[leak]}`}</Fact>
      )}
      {heldOut !== null && <Fact name="Held-out">{`Touches a held-out split: ${gradeWords[heldOut]}`}</Fact>}
    </>
  );
}

function formatText(recording: RecordingDetail['recording']): string {
  const parts = [
    recording.format,
    recording.sampleRate === null ? null : `${recording.sampleRate / 1000} kHz`,
    recording.bitsPerSample === null ? null : `${recording.bitsPerSample} bit`,
    recording.channels === null ? null : recording.channels === 1 ? 'mono' : `${recording.channels} channels`,
  ];
  return parts.filter((part) => part !== null).join(', ') || 'not known';
}
