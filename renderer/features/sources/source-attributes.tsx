import { Autocomplete, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { Channel } from '../../../electron/contract/channels.ts';
import { qualitySchema, type Quality, type Role } from '../../../electron/contract/identifiers.ts';
import { ChannelChoice, type ChannelChange } from './channel-field.tsx';
import styles from './source-attributes.module.css';

/** What is said of a source, as it stands in the form. */
export interface AttributeFields {
  readonly role: Role;
  readonly quality: Quality | null;
  readonly site: string;
  readonly recorder: string;
  readonly timeZone: string;
  readonly channel: Channel;
}

interface SourceAttributesProps {
  readonly fields: AttributeFields;
  /** Of the recording that has most. */
  readonly mostChannels: number;
  /** What the chosen channel does. */
  readonly channelChange: ChannelChange;
  readonly onChange: (fields: AttributeFields) => void;
}

const roles: readonly { readonly role: Role; readonly title: string; readonly text: string }[] = [
  {
    role: 'positive',
    title: 'Positive',
    text: 'The target calls in these recordings. The best of them are looked for.',
  },
  {
    role: 'negative',
    title: 'Negative',
    text: 'The target should not call here. Whatever scores high is a hard negative.',
  },
  { role: 'unlabelled', title: 'Unlabelled', text: 'Not known yet. You will hear.' },
];

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Role, quality, site, recorder, time zone and channel: big choices first. */
export function SourceAttributes({ fields, mostChannels, channelChange, onChange }: SourceAttributesProps) {
  return (
    <Stack gap="md">
      <RoleChoice
        role={fields.role}
        onChange={(role) => {
          onChange({ ...fields, role });
        }}
      />
      <div>
        <Text size="sm" fw={500} mb={4} id="quality-label">
          Quality of the recordings
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="quality-label"
          value={fields.quality ?? 'none'}
          data={[
            { value: 'high', label: 'High' },
            { value: 'medium', label: 'Medium' },
            { value: 'low', label: 'Low' },
            { value: 'none', label: 'Not said' },
          ]}
          onChange={(value) => {
            onChange({ ...fields, quality: qualitySchema.safeParse(value).data ?? null });
          }}
        />
      </div>
      <PlaceFields {...{ fields, onChange }} />
      <TimeZoneField
        timeZone={fields.timeZone}
        onChange={(timeZone) => {
          onChange({ ...fields, timeZone });
        }}
      />
      <ChannelChoice
        channel={fields.channel}
        mostChannels={mostChannels}
        change={channelChange}
        onChange={(channel) => {
          onChange({ ...fields, channel });
        }}
      />
    </Stack>
  );
}

function PlaceFields({ fields, onChange }: Pick<SourceAttributesProps, 'fields' | 'onChange'>) {
  return (
    <SimpleGrid cols={2}>
      <TextInput
        label="Site"
        placeholder="for example Corral Hollow"
        value={fields.site}
        onChange={(event) => {
          onChange({ ...fields, site: event.currentTarget.value });
        }}
      />
      <TextInput
        label="Recorder"
        placeholder="for example SM4-09"
        value={fields.recorder}
        onChange={(event) => {
          onChange({ ...fields, recorder: event.currentTarget.value });
        }}
      />
    </SimpleGrid>
  );
}

interface TimeZoneFieldProps {
  readonly timeZone: string;
  readonly onChange: (timeZone: string) => void;
}

function TimeZoneField({ timeZone, onChange }: TimeZoneFieldProps) {
  return (
    <Autocomplete
      size="xs"
      label="Time zone of the recorder’s clock"
      description="For times that state none. Left empty: what the recorder says, otherwise local time."
      placeholder="for example America/Los_Angeles or UTC-7"
      data={timeZones}
      limit={8}
      value={timeZone}
      onChange={onChange}
    />
  );
}

function RoleChoice({ role, onChange }: { readonly role: Role; readonly onChange: (role: Role) => void }) {
  return (
    <div className={styles['roles']} role="radiogroup" aria-label="What is in these recordings?">
      {roles.map((choice) => (
        <label key={choice.role} className={styles['role']} data-checked={role === choice.role}>
          <input
            type="radio"
            name="role"
            className="visually-hidden"
            checked={role === choice.role}
            onChange={() => {
              onChange(choice.role);
            }}
          />
          <span className={styles['roleTitle']}>{choice.title}</span>
          <span className={styles['roleText']}>{choice.text}</span>
        </label>
      ))}
    </div>
  );
}

/** Empty fields are "not said". */
export function attributesOf(fields: AttributeFields) {
  const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    role: fields.role,
    quality: fields.quality,
    site: said(fields.site),
    recorder: said(fields.recorder),
    timeZone: said(fields.timeZone),
    channel: fields.channel,
  };
}
