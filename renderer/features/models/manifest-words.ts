import type { ImageFrontEnd } from '../../../electron/contract/image-front-end.ts';
import type { ModelManifest } from '../../../electron/contract/models.ts';
import { countText } from '../../components/format.ts';

/** "Mean removed, 150 to 2,500 Hz, peak at 0.25": what is done to a window before the model hears it. */
export function soundText({ removeMean, bandPass, levelNormalisation, levelTarget }: ModelManifest): string {
  const parts = [
    removeMean === true ? 'mean removed' : null,
    bandPass === undefined ? null : `${countText(bandPass.lowHz)} to ${countText(bandPass.highHz)} Hz`,
    levelNormalisation === 'peak' ? `peak at ${levelTarget ?? 1}` : null,
    levelNormalisation === 'rms' ? `${(levelTarget ?? -20).toString().replace('-', '−')} dBFS` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'As it is' : capitalised(parts.join(', '));
}

/** "64 mel bands, transform of 1,024, hop of 256, decibels". */
export function pictureText({ kind, melBands, fftSize, hopLength, scale }: ImageFrontEnd): string {
  const rows = kind === 'log-mel' ? `${melBands} mel bands` : 'Spectrogram';
  return `${rows}, transform of ${countText(fftSize)}, hop of ${countText(hopLength)}, ${scaleWords[scale]}`;
}

const scaleWords: Readonly<Record<ImageFrontEnd['scale'], string>> = {
  linear: 'linear',
  'natural-log': 'natural logarithm',
  log10: 'logarithm to 10',
  decibel: 'decibels',
};

/** "Highest of the frames, head frog-head.onnx". */
export function outputText({ frames, head }: ModelManifest, headName: string): string {
  const parts = [
    frames === undefined ? null : frames === 'max' ? 'highest of the frames' : 'mean of the frames',
    head === undefined ? null : `head ${headName}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'One row of scores a window, no head' : capitalised(parts.join(', '));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
