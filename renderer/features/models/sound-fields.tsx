import type { LevelNormalisation } from '../../../electron/contract/models.ts';
import { FormSection } from '../../components/form-section.tsx';
import { ChoiceField, NumberField, SwitchField, type FieldsProps } from './fields.tsx';
import { isAnyWrong } from './manifest-draft.ts';
import { soundText } from './manifest-words.ts';
import styles from './models.module.css';

const levels: readonly (readonly [LevelNormalisation, string])[] = [
  ['none', 'None'],
  ['peak', 'Peak'],
  ['rms', 'RMS'],
];

/** What is done to every window before the model hears it, in this order: mean, band, level. */
export function SoundFields(fields: FieldsProps) {
  const { manifest, problems } = fields;
  const { removeMean, bandPass, levelNormalisation } = manifest;
  const isUsed = removeMean === true || bandPass !== undefined || levelNormalisation !== 'none';
  const isWrong = isAnyWrong(problems, ['removeMean', 'bandPass', 'levelNormalisation', 'levelTarget']);
  return (
    <FormSection title="Sound before the model" summary={soundText(manifest)} isOpen={isUsed || isWrong}>
      <div className={styles['columns']}>
        <BandFields {...fields} />
        <MeanField {...fields} />
        <LevelFields {...fields} />
      </div>
    </FormSection>
  );
}

function MeanField({ manifest, ...field }: FieldsProps) {
  return (
    <SwitchField
      {...field}
      field="removeMean"
      label="Remove the mean"
      description="Of every window, before anything else; as Perch wants it"
      value={manifest.removeMean ?? false}
      onChange={(isOn) => {
        field.onEdit({ removeMean: isOn ? true : undefined });
      }}
    />
  );
}

function BandFields({ manifest, ...field }: FieldsProps) {
  const { bandPass, sampleRate } = manifest;
  const half = sampleRate / 2;
  const change = (lowHz: number, highHz: number): void => {
    const isOpen = lowHz === 0 && highHz >= half;
    field.onEdit({ bandPass: isOpen ? undefined : { lowHz, highHz } });
  };
  const low = bandPass?.lowHz ?? 0;
  const high = bandPass?.highHz ?? half;
  return (
    <>
      <NumberField
        {...field}
        field="bandPass"
        label="Band-pass from"
        description="Hz; Butterworth of order 5, if it was trained with it"
        emptyMeans="0: all below passes"
        min={0}
        value={low === 0 ? undefined : low}
        onChange={(value) => {
          change(value ?? 0, high);
        }}
      />
      <NumberField
        {...field}
        problems={[]}
        field="bandPass"
        label="Band-pass to"
        description={`Hz; at ${half} and above everything passes`}
        emptyMeans="All above passes"
        min={1}
        value={high >= half ? undefined : high}
        onChange={(value) => {
          change(low, value ?? half);
        }}
      />
    </>
  );
}

function LevelFields({ manifest, ...field }: FieldsProps) {
  const { levelNormalisation, levelTarget } = manifest;
  return (
    <>
      <ChoiceField
        {...field}
        field="levelNormalisation"
        label="Level normalisation"
        description="Of every window, last"
        choices={levels}
        value={levelNormalisation}
        onChange={(level) => {
          field.onEdit({ levelNormalisation: level, levelTarget: undefined });
        }}
      />
      {levelNormalisation !== 'none' && (
        <NumberField
          {...field}
          field="levelTarget"
          label={levelNormalisation === 'peak' ? 'Peak' : 'RMS'}
          description={
            levelNormalisation === 'peak'
              ? 'Largest sample, as a share of full scale; Perch 0.25'
              : 'Root mean square in dBFS, at most 0'
          }
          emptyMeans={levelNormalisation === 'peak' ? '1' : '−20'}
          value={levelTarget}
          onChange={(value) => {
            field.onEdit({ levelTarget: value });
          }}
        />
      )}
    </>
  );
}
