import type { ImageFrontEnd } from '../../../electron/contract/image-front-end.ts';
import { ChoiceField, NumberField, SwitchField } from './fields.tsx';
import styles from './models.module.css';
import { pictureField, type PictureProps } from './picture-field.ts';

const layouts = [
  ['bands-frames', 'Bands down, time across'],
  ['frames-bands', 'Time down, bands across'],
] as const;
const channelCounts = [
  ['1', '1'],
  ['3', '3: the picture three times'],
] as const;
const channelAxes = [
  ['first', 'First [channels, rows, columns]'],
  ['last', 'Last [rows, columns, channels]'],
  ['none', 'None [rows, columns]'],
] as const;
const photograph = { height: 224, width: 224 };

/** How the picture lies in the tensor. */
export function ShapeFields(props: PictureProps) {
  const { image, onChange } = props;
  return (
    <>
      <ChoiceField
        {...pictureField(props, 'layout')}
        label="Layout"
        description="What rows and columns are"
        choices={layouts}
      />
      <ChoiceField
        {...pictureField(props, 'channels')}
        label="Channels"
        description="3 as for photographs"
        choices={channelCounts}
        value={image.channels === 3 ? '3' : '1'}
        onChange={(channels) => {
          onChange({ channels: channels === '3' ? 3 : 1 });
        }}
      />
      <ChoiceField
        {...pictureField(props, 'channelAxis')}
        label="Channel axis"
        description="Where the channels stand"
        choices={channelAxes}
      />
      <SwitchField
        {...pictureField(props, 'flipBands')}
        label="High frequencies first"
        description="As pictures are drawn"
      />
      <SwitchField
        {...pictureField(props, 'size')}
        label="Resize"
        description="Bilinear, to so many pixels"
        value={image.size !== undefined}
        onChange={(isOn) => {
          onChange({ size: isOn ? photograph : undefined });
        }}
      />
      {image.size !== undefined && <SizeFields {...props} size={image.size} />}
    </>
  );
}

interface SizeFieldsProps extends PictureProps {
  readonly size: NonNullable<ImageFrontEnd['size']>;
}

function SizeFields({ size, ...props }: SizeFieldsProps) {
  const number = (side: 'height' | 'width') => ({
    ...pictureField(props, 'size'),
    problems: [],
    description: 'Pixels',
    isWhole: true,
    min: 1,
    value: size[side],
    onChange: (value: number | undefined): void => {
      props.onChange({ size: { ...size, [side]: value ?? size[side] } });
    },
  });
  return (
    <div className={styles['pair']}>
      <NumberField {...number('height')} label="Height" />
      <NumberField {...number('width')} label="Width" />
    </div>
  );
}
