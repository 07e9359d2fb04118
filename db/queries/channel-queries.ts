import type Database from 'better-sqlite3';
import { importedRuns } from './scoring-queries.ts';

export interface LackingRows {
  readonly sourceId: number;
  /** How many channels the recordings have. */
  readonly channels: number;
  readonly faultCode: string;
  readonly faultMessage: string;
}

interface ChannelOfSource {
  readonly sourceId: number;
  readonly channel: number | null;
}

/** Recordings that sound otherwise by another channel. With one channel, the mix and channel 1 are the same samples. */
const otherSound = 'SELECT id FROM recording WHERE source_id = @sourceId AND channels IS NOT 1';
const ownRuns = `run_id NOT IN (${importedRuns})`;

/** What another channel of a source means for its recordings and their scores. */
export function prepareChannelQueries(database: Database.Database) {
  const scored = database.prepare<{ sourceId: number }, { recordings: number }>(`
    SELECT count(DISTINCT recording_id) AS recordings FROM run_recording
    WHERE state = 'scored' AND recording_id IN (${otherSound}) AND ${ownRuns}`);
  const runs = database.prepare<{ sourceId: number }, { name: string }>(`
    SELECT name FROM run WHERE id NOT IN (${importedRuns}) AND EXISTS (
      SELECT 1 FROM run_recording WHERE run_id = run.id AND state = 'scored' AND recording_id IN (${otherSound}))
    ORDER BY id DESC`);
  const lacking = database.prepare<ChannelOfSource, { channels: number; recordings: number }>(`
    SELECT channels, count(*) AS recordings FROM recording
    WHERE source_id = @sourceId AND channels < @channel AND (fault_code IS NULL OR fault_code = 'channel-missing')
    GROUP BY channels`);
  return {
    ...prepareChannelChange(database),
    /** Recordings with scores of ours that are about another sound than that of a new channel. */
    scored: (sourceId: number): number => scored.get({ sourceId })?.recordings ?? 0,
    /** Names of the runs that hold those scores, newest first. */
    runs: (sourceId: number): string[] => runs.all({ sourceId }).map(({ name }) => name),
    /** Recordings that have no such channel, by how many they have. */
    lacking: (sourceId: number, channel: number | null) => lacking.all({ sourceId, channel }),
  };
}

/** The steps of a change, for use inside a transaction of the caller's, in this order. */
function prepareChannelChange(database: Database.Database) {
  const set = database.prepare<ChannelOfSource>('UPDATE source SET channel = @channel WHERE id = @sourceId');
  const clearFaults = database.prepare<{ sourceId: number }>(`
    UPDATE recording SET fault_code = NULL, fault_message = NULL
    WHERE source_id = @sourceId AND fault_code = 'channel-missing'`);
  const markLacking = database.prepare<LackingRows>(`
    UPDATE recording SET fault_code = @faultCode, fault_message = @faultMessage
    WHERE source_id = @sourceId AND channels = @channels AND fault_code IS NULL`);
  const dropScores = database.prepare<{ sourceId: number }>(`
    DELETE FROM score WHERE recording_id IN (${otherSound})
      AND run_label_id IN (SELECT id FROM run_label WHERE ${ownRuns})`);
  const forget = database.prepare<{ sourceId: number }>(`
    UPDATE run_recording SET state = 'pending', attempts = 0, fault_code = NULL, fault_message = NULL,
      window_count = NULL, last_window_start = NULL, window_scores = NULL, top_labels = NULL, channel = NULL
    WHERE recording_id IN (${otherSound}) AND ${ownRuns}`);
  // What was scored before the channel was missing is scored again; what never was waits.
  const giveBack = database.prepare<{ sourceId: number }>(`
    UPDATE run_recording SET attempts = 0, fault_code = NULL, fault_message = NULL,
      state = CASE WHEN window_count IS NOT NULL OR run_id IN (${importedRuns}) THEN 'scored' ELSE 'pending' END
    WHERE fault_code = 'channel-missing' AND recording_id IN (SELECT id FROM recording WHERE source_id = @sourceId)`);
  const failUnreadable = database.prepare<{ sourceId: number }>(`
    UPDATE run_recording SET state = 'failed', fault_code = recording.fault_code, fault_message = recording.fault_message
    FROM recording
    WHERE recording.id = run_recording.recording_id AND recording.source_id = @sourceId
      AND recording.fault_code IS NOT NULL
      AND (run_recording.state = 'pending' OR run_recording.state = 'scored' AND recording.fault_code = 'channel-missing')`);
  return {
    set: (sourceId: number, channel: number | null): void => {
      set.run({ sourceId, channel });
    },
    clearFaults: (sourceId: number): void => {
      clearFaults.run({ sourceId });
    },
    markLacking: (rows: LackingRows): void => {
      markLacking.run(rows);
    },
    /**
     * Scores of ours of another sound go. Whatever can be read keeps the scores that are left or waits to be scored; what
     * cannot says why, and keeps its scores for when it can.
     */
    requeue: (sourceId: number): void => {
      dropScores.run({ sourceId });
      forget.run({ sourceId });
      giveBack.run({ sourceId });
      failUnreadable.run({ sourceId });
    },
  };
}
