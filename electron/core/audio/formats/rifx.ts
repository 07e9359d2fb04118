import type { AudioFormat } from './audio-format.ts';
import { shortChunks } from './chunk-walk.ts';
import { asciiOf } from './riff-chunks.ts';
import { structuralChunks } from './wav.ts';
import { openWave, type WaveFlavour } from './wave-file.ts';

const flavour: WaveFlavour = {
  name: 'RIFX',
  byteOrder: 'big',
  grammar: shortChunks('big'),
  firstChunk: 12,
  // These hold numbers, which the metadata readers would take for little-endian ones.
  structural: [...structuralChunks, 'LIST', 'wamd', 'bext'],
};

/** WAV with all numbers big-endian. */
export const rifxFormat: AudioFormat = {
  id: 'rifx',
  recognises: (head) => asciiOf(head, 0, 4) === 'RIFX' && (head.length < 12 || asciiOf(head, 8, 4) === 'WAVE'),
  open: (file) => openWave(file, flavour),
};
