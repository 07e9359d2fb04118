import type { ImageFrontEnd, ImageNormalisation } from '../../../electron/contract/image-front-end.ts';
import { ChoiceField, NumberField, SmallNumberField } from './fields.tsx';
import { pictureField, type PictureProps } from './picture-field.ts';

const powers = [
  ['2', 'Power (2)'],
  ['1', 'Magnitude (1)'],
] as const;
const scales: readonly (readonly [ImageFrontEnd['scale'], string])[] = [
  ['decibel', 'Decibels'],
  ['natural-log', 'Natural logarithm'],
  ['log10', 'Logarithm to base 10'],
  ['linear', 'As they are'],
];
const floorModes = [
  ['clamp', 'max(x, floor)'],
  ['add', 'x + floor'],
] as const;
const normalisations: readonly (readonly [ImageNormalisation['kind'], string])[] = [
  ['none', 'None'],
  ['standard', 'Mean 0, deviation 1'],
  ['min-max', '0 to 1, by each picture'],
  ['fixed', 'By a fixed mean and deviation'],
  ['range', 'A fixed range to 0…1'],
];
/** What a kind begins with; the numbers are then the person's. */
const firstOfKind: Readonly<Record<ImageNormalisation['kind'], ImageNormalisation>> = {
  none: { kind: 'none' },
  standard: { kind: 'standard' },
  'min-max': { kind: 'min-max' },
  fixed: { kind: 'fixed', mean: 0, deviation: 1 },
  range: { kind: 'range', low: -100, high: -20 },
};

/** What the numbers in the picture are. */
export function ValueFields(props: PictureProps) {
  const { image, onChange } = props;
  return (
    <>
      <ChoiceField
        {...pictureField(props, 'power')}
        label="Of the transform"
        description="Its square, or its length"
        choices={powers}
        value={image.power === 1 ? '1' : '2'}
        onChange={(power) => {
          onChange({ power: power === '1' ? 1 : 2 });
        }}
      />
      <ChoiceField
        {...pictureField(props, 'scale')}
        label="Scale"
        description={`Decibels are ${image.power === 2 ? '10' : '20'}·log10`}
        choices={scales}
        onChange={(scale) => {
          onChange({ scale, ...(scale === 'decibel' ? {} : { topDecibels: undefined }) });
        }}
      />
      {image.scale === 'decibel' && (
        <NumberField
          {...pictureField(props, 'topDecibels')}
          label="Range"
          description="dB below the loudest, top_db"
          min={1}
          emptyMeans="No limit"
        />
      )}
      {image.scale !== 'linear' && (
        <>
          <SmallNumberField
            {...pictureField(props, 'floor')}
            label="Floor"
            description="Keeps the logarithm finite, amin or eps"
          />
          <ChoiceField
            {...pictureField(props, 'floorMode')}
            label="The floor is"
            description="A lower bound, or added"
            choices={floorModes}
          />
        </>
      )}
      <NormalisationFields {...props} />
    </>
  );
}

function NormalisationFields(props: PictureProps) {
  const { normalisation } = props.image;
  const field = pictureField(props, 'normalisation');
  const number = { ...field, problems: [] };
  return (
    <>
      <ChoiceField
        {...field}
        label="Normalisation"
        description="Of the whole picture, at the end"
        choices={normalisations}
        value={normalisation.kind}
        onChange={(kind) => {
          field.onChange(firstOfKind[kind]);
        }}
      />
      {normalisation.kind === 'fixed' && (
        <>
          <NumberField
            {...number}
            label="Mean"
            description="Taken away"
            value={normalisation.mean}
            onChange={(mean = 0) => {
              field.onChange({ ...normalisation, mean });
            }}
          />
          <SmallNumberField
            {...number}
            label="Deviation"
            description="Divided by; above 0"
            value={normalisation.deviation}
            onChange={(deviation) => {
              field.onChange({ ...normalisation, deviation });
            }}
          />
        </>
      )}
      {normalisation.kind === 'range' && <RangeFields {...props} range={normalisation} />}
    </>
  );
}

interface RangeFieldsProps extends PictureProps {
  readonly range: Extract<ImageNormalisation, { kind: 'range' }>;
}

function RangeFields({ range, ...props }: RangeFieldsProps) {
  const number = { ...pictureField(props, 'normalisation'), problems: [] };
  return (
    <>
      <NumberField
        {...number}
        label="Becomes 0"
        description="And everything below it"
        value={range.low}
        onChange={(low = 0) => {
          number.onChange({ ...range, low });
        }}
      />
      <NumberField
        {...number}
        label="Becomes 1"
        description="And everything above it"
        value={range.high}
        onChange={(high = 0) => {
          number.onChange({ ...range, high });
        }}
      />
    </>
  );
}
