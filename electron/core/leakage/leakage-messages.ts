import type { LeakageCheck, LeakCounts } from '../../contract/leakage.ts';

type Unsaid = Omit<LeakageCheck, 'messages'>;

function number(count: number): string {
  return count.toLocaleString('en-US');
}

function ofTotal(count: number, total: number): string {
  return `${number(count)} of ${number(total)} ${total === 1 ? 'recording' : 'recordings'}`;
}

/** What a check found, in sentences for a biologist; what matters most comes first. Never empty. */
export function leakageMessages(check: Unsaid): string[] {
  return [...unknownMessages(check), ...alarmMessages(check), ...remarkMessages(check)];
}

/** That nothing is known of the model's training; empty where something is. */
export function unknownMessages({ provenance, modelName }: Unsaid): string[] {
  return provenance === 'known'
    ? []
    : [
        `It is not known what “${modelName}” was trained on, so nobody can say whether it saw these recordings before. Import its training manifest.`,
      ];
}

/** Leaks that were found: what should make somebody stop before an export. */
export function alarmMessages(check: Unsaid): string[] {
  return [...trainingAlarms(check), ...heldOutAlarms(check), ...splitAlarms(check)];
}

function trainingAlarms({ modelName, total, counts }: Unsaid): string[] {
  const alarms: string[] = [];
  if (counts.exact > 0) {
    alarms.push(`${ofTotal(counts.exact, total)} are training data of “${modelName}”, byte for byte.`);
  }
  if (counts.strong > 0) {
    alarms.push(
      `${ofTotal(counts.strong, total)} share name, recorder and time, or folder with training data of “${modelName}”.`,
    );
  }
  if (counts.weak > 0) {
    alarms.push(`${ofTotal(counts.weak, total)} come from a recorder and night that “${modelName}” was trained on.`);
  }
  return alarms;
}

function heldOutAlarms({ heldOut, total }: Unsaid): string[] {
  return heldOut.splits
    .filter(({ heldOut: isHeldOut, counts }) => isHeldOut && sum(counts) > 0)
    .flatMap(({ split, counts }) => {
      const same = counts.exact + counts.strong;
      return [
        ...(same > 0 ? [`${ofTotal(same, total)} belong to the split “${split}”, which training must not see.`] : []),
        ...(counts.weak > 0
          ? [`${ofTotal(counts.weak, total)} come from a recorder and night of the split “${split}”.`]
          : []),
      ];
    });
}

/** A held-out split that the model was trained on tells nothing any more. */
function splitAlarms({ heldOut, modelName }: Unsaid): string[] {
  return heldOut.splits.flatMap(({ split, heldOut: isHeldOut, inTraining }) => {
    const same = isHeldOut && inTraining !== null ? inTraining.exact + inTraining.strong : 0;
    return same === 0
      ? []
      : [
          `${number(same)} ${same === 1 ? 'recording' : 'recordings'} of the held-out split “${split}” are training data of “${modelName}”: its results there are too good.`,
        ];
  });
}

function remarkMessages(check: Unsaid): string[] {
  const { provenance, counts, total, note, heldOut } = check;
  const isComparing = provenance === 'known' || heldOut.state === 'known';
  const remarks: string[] = [];
  if (provenance === 'known' && sum(counts) === 0) {
    remarks.push(`None of ${number(total)} recordings was found in what is known of the training data.`);
  }
  for (const { split, heldOut: isHeldOut, counts: found } of heldOut.splits) {
    if (!isHeldOut && found.exact + found.strong > 0) {
      remarks.push(`${ofTotal(found.exact + found.strong, total)} are in the split “${split}” already.`);
    }
  }
  if (isComparing) {
    remarks.push(...omittedMessages(check));
  }
  if (heldOut.state === 'not-known') {
    remarks.push('No validation and test splits are known. Import the manifest.csv that holds them.');
  }
  if (note !== '') {
    remarks.push(`The model’s manifest says: “${note}”`);
  }
  return remarks;
}

/** Checks that could not be made, for k of n. */
function omittedMessages({ total, withoutRecorderOrTime, withoutHash }: Unsaid): string[] {
  const recorders = `The check by recorder, time and night could not be made for ${ofTotal(withoutRecorderOrTime, total)}: their date or recorder is not known, or the training data names recorders in another way. State the recorder of each source.`;
  const contents = `The check by content could not be made for ${ofTotal(withoutHash, total)}: they have not been hashed yet.`;
  return [...(withoutRecorderOrTime > 0 ? [recorders] : []), ...(withoutHash > 0 ? [contents] : [])];
}

function sum({ exact, strong, weak }: LeakCounts): number {
  return exact + strong + weak;
}
