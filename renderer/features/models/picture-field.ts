import type { ImageFrontEnd } from '../../../electron/contract/image-front-end.ts';
import type { FieldsProps } from './fields.tsx';

/** What becomes of some of a picture's numbers; undefined leaves one out. */
export type PictureChange = { readonly [Name in keyof ImageFrontEnd]?: ImageFrontEnd[Name] | undefined };

/** What every group of a picture's fields is given. */
export interface PictureProps extends Omit<FieldsProps, 'manifest'> {
  readonly image: ImageFrontEnd;
  readonly sampleRate: number;
  readonly onChange: (change: PictureChange) => void;
}

/** One of the picture's numbers as its field wants it. */
export function pictureField<Name extends keyof ImageFrontEnd>(
  { image, problems, onEdit, onChange }: PictureProps,
  name: Name,
) {
  return {
    problems,
    onEdit,
    field: `image.${name}`,
    value: image[name],
    onChange: (value: ImageFrontEnd[Name] | undefined): void => {
      onChange({ [name]: value });
    },
  } as const;
}
