import { bundledManifest } from './bundled-manifest.ts';
import { frontEnd } from './front-end.ts';
import { signalToNoise } from './training-scenes.ts';

/** What the build measured; the card states it and a test measures it again. */
export interface ModelFigures {
  readonly trainingCount: number;
  readonly epochs: number;
  readonly parameterCount: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly heldOutCount: number;
  readonly heldOutAuroc: number;
  readonly sampleCount: number;
  readonly sampleAuroc: number;
}

function figuresTable(figures: ModelFigures): string {
  const rows = [
    ['AUROC, held-out synthesised clips', `${figures.heldOutAuroc.toFixed(3)} (${figures.heldOutCount} clips)`],
    [
      'AUROC, sample recordings rendered at 12 kHz',
      `${figures.sampleAuroc.toFixed(3)} (${figures.sampleCount} recordings)`,
    ],
    ['trained parameters', String(figures.parameterCount)],
    ['file', `${figures.bytes} bytes, SHA-256 \`${figures.sha256}\``],
  ];
  return ['| what | value |', '| --- | --- |', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

/** MODEL-CARD.md of the bundled model. */
export function formatModelCard(figures: ModelFigures): string {
  const { frameSamples, hopSamples, melBands, lowestHz, highestHz } = frontEnd;
  return `# ${bundledManifest.name}

**For trying the app, not for science.** It has never heard a real recording. Do not publish anything that rests on it.

${figuresTable(figures)}

## What it does

One label, \`frog\`: the chance that a ${frontEnd.windowSamples / frontEnd.sampleRate} s window holds a grunt or growl in the manner of the California red-legged frog
(*Rana draytonii*). Input \`waveform\` [N, ${frontEnd.windowSamples}], mono float32 at ${frontEnd.sampleRate} Hz. Outputs: \`logits\` [N, 1] before the sigmoid, and
\`embeddings\` [N, 64]. ONNX opset 17, IR 8, any batch size.

The front end is part of the graph: frames of ${frameSamples} samples every ${hopSamples}, a Hann-windowed Fourier transform as a convolution with
fixed kernels, ${melBands} mel bands from ${lowestHz} to ${highestHz} Hz, logarithm, less the mean of each band over the window, so that the level does not matter.
Behind it: two convolutions over time, maximum and mean over time, one linear output.

## What it was trained on

${figures.trainingCount} clips synthesised by \`build/sample\` (${figures.epochs} passes), half with a call: ${signalToNoise.lowest} to ${signalToNoise.highest} dB of signal to noise around 470 Hz, against the
recorder's hiss, wind, rain, insects, birds, owls, aircraft, speech-like sounds, toads, tree frogs, bullfrogs and a chuckling relative
of the frog. Held-out clips and sample recordings come from random streams of other names; no clip was used twice.

## Where it fails, on purpose

- Calls far below the noise are missed: it is a small model on a hard task, and an AUROC of 1 would leave nothing to review.
- The relative that grunts almost like the target is rare in training and common in the negative sample recordings, as at a new site.
  Many of the hard negatives you will find are this animal; others are calls that were really there and that nobody had noticed.
- Its probabilities are not calibrated for any site.

## Rebuild

\`node native-models/builder/build-bundled-model.ts\` writes the same bytes again (Node 24; about a minute), \`--check\` compares them with the
committed file. Licence: MIT, like Earmark.
`;
}
