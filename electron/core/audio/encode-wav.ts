export const wavHeaderBytes = 44;

/** The longest mono 16-bit WAV: the size fields of RIFF have 32 bits. */
export const mostWavFrames = Math.floor((0xffffffff - wavHeaderBytes) / 2);

/** The bytes of a mono PCM 16-bit WAV file. */
export function encodeWav16(samples: Float32Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(wavHeaderBytes + 2 * samples.length);
  bytes.set(wavHeader16(samples.length, sampleRate));
  bytes.set(encodeSamples16(samples), wavHeaderBytes);
  return bytes;
}

/** The 44 bytes before the samples of a mono PCM 16-bit WAV file. */
export function wavHeader16(frames: number, sampleRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(wavHeaderBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF????WAVEfmt '));
  view.setUint32(4, wavHeaderBytes - 8 + 2 * frames, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  bytes.set(new TextEncoder().encode('data'), 36);
  view.setUint32(40, 2 * frames, true);
  return bytes;
}

/** Samples as 16-bit integers: rounded to the nearest, without dither, clipped at full scale. Exact for 16-bit input. */
export function encodeSamples16(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const integers = new Int16Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) {
    const scaled = Math.round((samples[index] ?? 0) * 32768);
    integers[index] = scaled > 32767 ? 32767 : scaled < -32768 ? -32768 : scaled;
  }
  return new Uint8Array(integers.buffer);
}
