import { Tabs } from '@mantine/core';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { ComparedRecording, RunComparison } from '../../../electron/contract/run-comparison.ts';
import { confidenceText, countText } from '../../components/format.ts';
import { FileName } from '../../components/small-parts.tsx';
import { jumpTo } from './jump-to.ts';
import styles from './runs.module.css';

interface ComparisonTablesProps {
  readonly comparison: RunComparison;
  /** Where a recording is shown. */
  readonly right: RankingKey;
}

export function ComparisonTables({ comparison, right }: ComparisonTablesProps) {
  const entered = comparison.tiers.flatMap((tier) => tier.entered.first);
  const left = comparison.tiers.flatMap((tier) => tier.left.first);
  return (
    <div>
      {comparison.tiers.length > 0 && <TierChanges comparison={comparison} />}
      <Tabs defaultValue="rose" keepMounted={false} mt={8}>
        <Tabs.List>
          <Tabs.Tab value="rose">Higher on the right</Tabs.Tab>
          <Tabs.Tab value="fell">Lower on the right</Tabs.Tab>
          {entered.length > 0 && <Tabs.Tab value="entered">Enter a tier</Tabs.Tab>}
          {left.length > 0 && <Tabs.Tab value="left">Leave a tier</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="rose">
          <Changes recordings={comparison.rose} right={right} />
        </Tabs.Panel>
        <Tabs.Panel value="fell">
          <Changes recordings={comparison.fell} right={right} />
        </Tabs.Panel>
        <Tabs.Panel value="entered">
          <Changes recordings={once(entered)} right={right} />
        </Tabs.Panel>
        <Tabs.Panel value="left">
          <Changes recordings={once(left)} right={right} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

/** Tiers lie within each other: the same recording may cross several. */
function once(recordings: readonly ComparedRecording[]): ComparedRecording[] {
  return [...new Map(recordings.map((each) => [each.recordingId, each])).values()];
}

function TierChanges({ comparison }: { readonly comparison: RunComparison }) {
  return (
    <table className={styles['table']} aria-label="Tiers on both sides">
      <thead>
        <tr>
          <th>Tier</th>
          <th>Left</th>
          <th>Right</th>
          <th>Stayed</th>
          <th>Entered</th>
          <th>Left it</th>
        </tr>
      </thead>
      <tbody>
        {comparison.tiers.map((tier) => (
          <tr key={tier.ruleInWords}>
            <td>{tier.ruleInWords}</td>
            <td>{countText(tier.leftCount)}</td>
            <td>{countText(tier.rightCount)}</td>
            <td>{countText(tier.stayed.count)}</td>
            <td>{countText(tier.entered.count)}</td>
            <td>{countText(tier.left.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ChangesProps {
  readonly recordings: readonly ComparedRecording[];
  readonly right: RankingKey;
}

function Changes({ recordings, right }: ChangesProps) {
  if (recordings.length === 0) {
    return <p className={styles['state']}>None.</p>;
  }
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']} aria-label="Changes of rank">
        <thead>
          <tr>
            <th>Recording</th>
            <th>Rank, left → right</th>
            <th>Confidence, left → right</th>
          </tr>
        </thead>
        <tbody>
          {recordings.map((each) => (
            <tr key={each.recordingId}>
              <td>
                <button
                  type="button"
                  className={styles['jump']}
                  onClick={() => {
                    jumpTo(right, each.relativePath);
                  }}
                >
                  <FileName name={each.fileName} title={`${each.sourceName}/${each.relativePath}`} />
                </button>
              </td>
              <td>{`${countText(each.leftRank)} → ${countText(each.rightRank)}`}</td>
              <td>{`${confidenceText(each.leftConfidence)} → ${confidenceText(each.rightConfidence)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
