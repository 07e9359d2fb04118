import { ChoiceField, NumberField } from './fields.tsx';
import { pictureField, type PictureProps } from './picture-field.ts';

const kinds = [
  ['log-mel', 'Mel bands'],
  ['spectrogram', 'Bins of the transform'],
] as const;
const tapers = [
  ['hann', 'Hann'],
  ['hamming', 'Hamming'],
  ['rectangular', 'None'],
] as const;
const paddings = [
  ['none', 'Not padded'],
  ['reflect', 'Reflected (center=True)'],
  ['zero', 'Silence (center=True)'],
] as const;
const scales = [
  ['htk', 'HTK (torchaudio)'],
  ['slaney', 'Slaney (librosa)'],
] as const;
const areas = [
  ['none', 'Same height (torchaudio)'],
  ['slaney', 'Same area (librosa)'],
] as const;

/** The short-time Fourier transform. */
export function TransformFields(props: PictureProps) {
  const { image, sampleRate } = props;
  const milliseconds = (samples: number): string => `${((1000 * samples) / sampleRate).toFixed(1)} ms`;
  return (
    <>
      <NumberField
        {...pictureField(props, 'fftSize')}
        label="Transform"
        description={`Samples, n_fft; ${milliseconds(image.fftSize)}`}
        isWhole
        min={16}
        max={16_384}
      />
      <NumberField
        {...pictureField(props, 'windowLength')}
        label="Frame"
        description={`Samples, win_length; ${milliseconds(image.windowLength)}`}
        isWhole
        min={1}
      />
      <NumberField
        {...pictureField(props, 'hopLength')}
        label="Frame to frame"
        description={`Samples, hop_length; ${milliseconds(image.hopLength)}`}
        isWhole
        min={1}
      />
      <ChoiceField
        {...pictureField(props, 'window')}
        label="Taper"
        description="Of every frame; periodic"
        choices={tapers}
      />
      <ChoiceField
        {...pictureField(props, 'padding')}
        label="Ends"
        description="Half a transform before and after, or not"
        choices={paddings}
      />
    </>
  );
}

/** What the rows of the picture are. */
export function RowFields(props: PictureProps) {
  const { image, sampleRate, onChange } = props;
  return (
    <>
      <ChoiceField
        {...pictureField(props, 'kind')}
        label="Rows are"
        description="Mel bands, or frequencies as they are"
        choices={kinds}
      />
      <NumberField
        {...pictureField(props, 'lowHz')}
        label="Lowest"
        description="Hz, f_min"
        min={0}
        emptyMeans="0"
        value={image.lowHz === 0 ? undefined : image.lowHz}
        onChange={(lowHz) => {
          onChange({ lowHz: lowHz ?? 0 });
        }}
      />
      <NumberField
        {...pictureField(props, 'highHz')}
        label="Highest"
        description="Hz, f_max"
        min={1}
        emptyMeans={`${sampleRate / 2}: half the sample rate`}
      />
      {image.kind === 'log-mel' && <MelFields {...props} />}
    </>
  );
}

function MelFields(props: PictureProps) {
  return (
    <>
      <NumberField
        {...pictureField(props, 'melBands')}
        label="Mel bands"
        description="How many, n_mels"
        isWhole
        min={1}
        max={512}
      />
      <ChoiceField
        {...pictureField(props, 'melScale')}
        label="Mel scale"
        description="How bands widen with frequency"
        choices={scales}
      />
      <ChoiceField
        {...pictureField(props, 'melNorm')}
        label="Mel filters"
        description="Whether wide ones are lower"
        choices={areas}
      />
    </>
  );
}
