import type { CopyPlace } from '../../../electron/contract/copies.ts';
import type { RecordingDetail } from '../../../electron/contract/ranking.ts';
import { copiesText } from '../../components/copies-mark.tsx';
import { countText } from '../../components/format.ts';
import { useView } from '../../state/use-view.ts';
import type { View } from '../../state/view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import styles from './audition.module.css';
import { Fact } from './recorder-facts.tsx';

/** Other recordings of the same content, each a click away; nothing where there are none. */
export function CopyFacts({ recording, copies: { counts, places } }: Pick<RecordingDetail, 'recording' | 'copies'>) {
  const view = useView();
  if (counts === null) {
    return recording.fault === null ? <Fact name="Copies">not known yet: its content is still to be read</Fact> : null;
  }
  if (counts.count === 0) {
    return null;
  }
  const more = counts.count - places.length;
  return (
    <Fact name="Copies">
      {copiesText(counts)}
      <ul className={styles['copyList']} aria-label="Copies of this recording">
        {places.map((place) => (
          <li key={place.recordingId}>
            <button
              type="button"
              className={styles['copy']}
              title={`${place.absolutePath}\nShow it and all copies in the list`}
              onClick={() => {
                goToCopy(view, recording.id, place);
              }}
            >
              <span className={styles['copyPath']}>{place.relativePath}</span>
              <span className="dim">in {place.sourceName}</span>
              {place.missing && <span className={styles['copyMissing']}>missing</span>}
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <div className="dim">{`and ${countText(more)} more`}</div>}
    </Fact>
  );
}

/** In the ranking in view where that covers the copy, else in the copy's own source. */
function goToCopy({ run, ranking }: View, recordingId: number, copy: CopyPlace): void {
  const { showSource, showRanking, lookFor } = useWorkspace.getState();
  if (ranking !== null && run?.sourceIds.includes(copy.sourceId) === true) {
    showSource(null);
    showRanking(ranking);
  } else {
    showSource(copy.sourceId);
  }
  lookFor({ copiesOf: recordingId }, copy.recordingId);
}
