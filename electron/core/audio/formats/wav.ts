import type { AudioFormat } from './audio-format.ts';
import { shortChunks } from './chunk-walk.ts';
import { asciiOf } from './riff-chunks.ts';
import { openWave, type WaveFlavour } from './wave-file.ts';

/** Chunks that say nothing about the recording. */
export const structuralChunks = ['fmt ', 'data', 'fact', 'ds64', 'JUNK', 'PAD ', 'FLLR', 'PEAK'] as const;

const flavour: WaveFlavour = {
  name: 'WAV',
  byteOrder: 'little',
  grammar: shortChunks('little'),
  firstChunk: 12,
  structural: structuralChunks,
};

/** RIFF/WAVE, RF64 and BW64 with uncompressed samples, G.711 or ADPCM. */
export const wavFormat: AudioFormat = {
  id: 'wav',
  recognises(head) {
    const id = asciiOf(head, 0, 4);
    return (id === 'RIFF' || id === 'RF64' || id === 'BW64') && (head.length < 12 || asciiOf(head, 8, 4) === 'WAVE');
  },
  open: (file) => openWave(file, flavour),
};
