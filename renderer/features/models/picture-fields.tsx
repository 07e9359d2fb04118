import type { ReactNode } from 'react';
import type { ImageFrontEnd } from '../../../electron/contract/image-front-end.ts';
import { FormSection } from '../../components/form-section.tsx';
import { FieldProblems } from './field-problems.tsx';
import type { FieldsProps } from './fields.tsx';
import { shapeText, withoutUndefined } from './manifest-draft.ts';
import { pictureText } from './manifest-words.ts';
import styles from './models.module.css';
import type { PictureProps } from './picture-field.ts';
import { ShapeFields } from './picture-shape-fields.tsx';
import { RowFields, TransformFields } from './picture-transform-fields.tsx';
import { ValueFields } from './picture-value-fields.tsx';

interface PictureFieldsProps extends FieldsProps {
  /** What is made of a window, as far as it is known already. */
  readonly picture: readonly number[] | null;
  /** What the model's input takes, batch first. */
  readonly wanted: readonly number[];
}

/** How the picture is made that the model takes; only for models that take one, and then always open. */
export function PictureFields({ picture, wanted, ...fields }: PictureFieldsProps) {
  const { manifest, onEdit, problems } = fields;
  const { image, sampleRate } = manifest;
  if (manifest.family !== 'image' || image === undefined) {
    return null;
  }
  const group: PictureProps = {
    problems,
    onEdit,
    image,
    sampleRate,
    onChange: (change) => {
      // What was left out is gone, and nothing that must be there can be left out.
      onEdit({ image: withoutUndefined({ ...image, ...change }) as ImageFrontEnd });
    },
  };
  return (
    <FormSection title="Picture of the sound" summary={pictureText(image)} isOpen>
      <p className={styles['hint']}>
        Every number must be the one that the model was trained with; its training code says them.{' '}
        {picture !== null && (
          <b className="numeric">
            {`A window gives ${shapeText(picture)}; the model takes ${shapeText(wanted.slice(1))}.`}
          </b>
        )}
      </p>
      <div className={styles['notes']}>
        <FieldProblems field="image" problems={problems} onEdit={onEdit} />
      </div>
      <Group title="Short-time transform">
        <TransformFields {...group} />
      </Group>
      <Group title="Rows">
        <RowFields {...group} />
      </Group>
      <Group title="Values">
        <ValueFields {...group} />
      </Group>
      <Group title="Shape">
        <ShapeFields {...group} />
      </Group>
    </FormSection>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles['group']}>
      <legend>{title}</legend>
      <div className={styles['columns']}>{children}</div>
    </fieldset>
  );
}
