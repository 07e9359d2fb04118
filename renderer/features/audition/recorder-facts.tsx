import type { ReactNode } from 'react';
import type { FactName, RecordingFacts } from '../../../electron/contract/recording-facts.ts';
import type { Recording } from '../../../electron/contract/sources.ts';
import { recordedText } from '../../components/format.ts';
import { roleWords } from '../../components/small-parts.tsx';

type Shown = Exclude<FactName, 'recorder' | 'position' | 'elevationMetres'>;

/** What a person calls each fact, in the order in which they are shown. */
const words: Readonly<Record<Shown, string>> = {
  make: 'Make',
  model: 'Model',
  serial: 'Serial number',
  firmware: 'Firmware',
  deployment: 'Deployment',
  microphone: 'Microphone',
  gain: 'Gain',
  filter: 'Filter',
  trigger: 'Trigger',
  battery: 'Battery',
  temperatureCelsius: 'Temperature',
  humidityPercent: 'Humidity',
  timeExpansion: 'Time expansion',
  stopReason: 'Stopped by',
  note: 'Note',
  software: 'Software',
};
const units: Partial<Readonly<Record<Shown, string>>> = {
  temperatureCelsius: ' °C',
  humidityPercent: ' %',
  timeExpansion: '×',
};

/** When it was recorded, and why that may be wrong: readings disagree, or the clock cannot have been right. */
export function TimeFacts({ recording }: { readonly recording: Recording }) {
  const times = recording.facts?.times ?? [];
  const [chosen] = times;
  const { recordedAt, timeRemark } = recording;
  return (
    <>
      <Fact name="Recorded" origin={chosen?.origin}>
        {recordedAt === null ? 'not known' : `${recordedText(recordedAt)}${offsetText(recordedAt)}`}
      </Fact>
      {timeRemark !== null && <Fact name="Time in doubt">{timeRemark}</Fact>}
    </>
  );
}

/** All that the recorder says; where each was found is seen on hovering over it. */
export function RecorderFacts({ recording }: { readonly recording: Recording }) {
  const { facts, attributes } = recording;
  return (
    <>
      <Fact name="Recorder" origin={facts?.origins.recorder}>
        {recording.recorder ?? 'not known'}
      </Fact>
      {attributes !== null && (
        <Fact name="By its name" origin={attributes.origin === 'rule' ? 'a rule of the source' : 'the manifest'}>
          {attributeText(attributes)}
        </Fact>
      )}
      {facts !== null && <KnownFacts facts={facts} />}
    </>
  );
}

function KnownFacts({ facts }: { readonly facts: RecordingFacts }) {
  const { values, origins, others } = facts;
  const shown = (Object.keys(words) as Shown[]).filter(
    (name) => values[name] !== undefined && !(name === 'serial' && values.serial === values.recorder),
  );
  return (
    <>
      {values.position !== undefined && (
        <Fact name="Position" origin={origins.position}>
          {`${values.position.latitude}, ${values.position.longitude}`}
          {values.elevationMetres !== undefined && ` · ${Math.round(values.elevationMetres)} m`}
        </Fact>
      )}
      {shown.map((name) => (
        <Fact key={name} name={words[name]} origin={origins[name]}>
          {`${values[name] ?? ''}${units[name] ?? ''}`}
        </Fact>
      ))}
      {others.map(({ name, value, origin }) => (
        <Fact key={`${origin} ${name}`} name={name.replaceAll('|', ' · ')} origin={origin}>
          {value}
        </Fact>
      ))}
    </>
  );
}

interface FactProps {
  readonly name: string;
  /** Where it was found. */
  readonly origin?: string | undefined;
  readonly children: ReactNode;
}

export function Fact({ name, origin, children }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd title={origin === undefined ? undefined : `From: ${origin}`}>{children}</dd>
    </>
  );
}

function attributeText({ role, quality, callType, site }: NonNullable<Recording['attributes']>): string {
  return [role === null ? null : roleWords[role].toLowerCase(), quality, callType, site]
    .filter((part) => part !== null)
    .join(', ');
}

/** ` UTC-7`; nothing where the time is the recorder's own and its zone is not known. */
function offsetText(at: string): string {
  const [offset] = /(?:Z|[+-]\d\d:\d\d)$/.exec(at) ?? [];
  if (offset === undefined) {
    return '';
  }
  return offset === 'Z' ? ' UTC' : ` UTC${offset.replace(':00', '').replace(/^([+-])0/, '$1')}`;
}
