/** WAV files of ADPCM made from codes, and what the standards say that the codes mean: no code of the product is used. */

export interface AdpcmSound {
  readonly channels: number;
  readonly sampleRate: number;
  readonly blockBytes: number;
}

export interface MadeAdpcm {
  readonly bytes: Buffer;
  /** One array of 16-bit samples a channel. */
  readonly samples: readonly number[][];
}

interface Block {
  readonly bytes: Buffer;
  readonly samples: readonly number[][];
}

type Random = () => number;

/** As many whole blocks of random codes. */
export function makeAdpcm(kind: 'ms' | 'ima', sound: AdpcmSound, blocks: number, random: Random): MadeAdpcm {
  const made = Array.from({ length: blocks }, () => (kind === 'ms' ? msBlock : imaBlock)(sound, random));
  const samples = Array.from({ length: sound.channels }, (_, channel) =>
    made.flatMap((block) => block.samples[channel] ?? []),
  );
  const data = Buffer.concat(made.map(({ bytes }) => bytes));
  return { bytes: wavOf(kind, sound, data), samples };
}

/** The seven pairs of Microsoft's specification. */
const pairs = [256, 0, 512, -256, 0, 0, 192, 64, 240, 0, 460, -208, 392, -232];

function wavOf(kind: 'ms' | 'ima', { channels, sampleRate, blockBytes }: AdpcmSound, data: Buffer): Buffer {
  const framesPerBlock =
    kind === 'ms' ? ((blockBytes - 7 * channels) * 2) / channels + 2 : ((blockBytes - 4 * channels) * 2) / channels + 1;
  const extra =
    kind === 'ms' ? [4 + 2 * pairs.length, framesPerBlock, pairs.length / 2, ...pairs] : [2, framesPerBlock];
  const format = Buffer.alloc(16 + 2 * extra.length);
  format.writeUInt16LE(kind === 'ms' ? 0x02 : 0x11, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(Math.round((sampleRate * blockBytes) / framesPerBlock), 8);
  format.writeUInt16LE(blockBytes, 12);
  format.writeUInt16LE(4, 14);
  extra.forEach((value, index) => format.writeInt16LE(value, 16 + 2 * index));
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), chunk('data', data)]);
  return chunk('RIFF', body);
}

function chunk(id: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(id), size, content, Buffer.alloc(content.length % 2)]);
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function clamped(value: number): number {
  return Math.min(32767, Math.max(-32768, value));
}

function msBlock({ channels, blockBytes }: AdpcmSound, random: Random): Block {
  const table = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];
  const codesEach = ((blockBytes - 7 * channels) * 2) / channels;
  const heads = Array.from({ length: channels }, () => ({
    predictor: below(random, 7),
    delta: 16 + below(random, 2000),
    second: below(random, 65536) - 32768,
    first: below(random, 65536) - 32768,
    // Large codes make the step grow: among as many of them no encoder would write, it grows beyond bounds.
    codes: Array.from({ length: codesEach }, () =>
      below(random, 8) === 0 ? below(random, 16) : (below(random, 7) + 13) % 16,
    ),
  }));
  const bytes = Buffer.alloc(blockBytes);
  let at = 0;
  heads.forEach(({ predictor }) => (at = bytes.writeUInt8(predictor, at)));
  heads.forEach(({ delta }) => (at = bytes.writeInt16LE(delta, at)));
  heads.forEach(({ second }) => (at = bytes.writeInt16LE(second, at)));
  heads.forEach(({ first }) => (at = bytes.writeInt16LE(first, at)));
  const interleaved = Array.from({ length: codesEach }, (_, index) =>
    heads.map(({ codes }) => codes[index] ?? 0),
  ).flat();
  for (let index = 0; index < interleaved.length; index += 2) {
    at = bytes.writeUInt8((interleaved[index] ?? 0) * 16 + (interleaved[index + 1] ?? 0), at);
  }
  const samples = heads.map(({ predictor, delta: firstDelta, second, first, codes }) => {
    const [one = 0, two = 0] = pairs.slice(2 * predictor);
    const decoded = [first, second];
    let delta = firstDelta;
    for (const code of codes) {
      const [before = 0, last = 0] = decoded.slice(-2);
      const signed = code > 7 ? code - 16 : code;
      decoded.push(clamped(Math.floor((last * one + before * two) / 256) + signed * delta));
      delta = Math.max(16, Math.floor((delta * (table[code] ?? 0)) / 256));
    }
    return decoded;
  });
  return { bytes, samples };
}

/** The IMA's table follows a rule but for roundings: it is given as text, to be seen to be another than the product's. */
const imaSteps =
  '7 8 9 10 11 12 13 14 16 17 19 21 23 25 28 31 34 37 41 45 50 55 60 66 73 80 88 97 107 118 130 143 157 173 190 209 230 253 279 307 337 371 408 449 494 544 598 658 724 796 876 963 1060 1166 1282 1411 1552 1707 1878 2066 2272 2499 2749 3024 3327 3660 4026 4428 4871 5358 5894 6484 7132 7845 8630 9493 10442 11487 12635 13899 15289 16818 18500 20350 22385 24623 27086 29794 32767'
    .split(' ')
    .map(Number);

function imaBlock({ channels, blockBytes }: AdpcmSound, random: Random): Block {
  const codesEach = ((blockBytes - 4 * channels) * 2) / channels;
  const heads = Array.from({ length: channels }, () => ({
    first: below(random, 65536) - 32768,
    index: below(random, 89),
    codes: Array.from({ length: codesEach }, () => below(random, 16)),
  }));
  const bytes = Buffer.alloc(blockBytes);
  let at = 0;
  for (const { first, index } of heads) {
    at = bytes.writeInt16LE(first, at);
    at = bytes.writeUInt16LE(index, at);
  }
  for (let group = 0; group < codesEach; group += 8) {
    for (const { codes } of heads) {
      const digits = codes.slice(group, group + 8).map((code) => code.toString(16));
      // The first code is the lowest digit.
      at = bytes.writeUInt32LE(parseInt(digits.reverse().join(''), 16), at);
    }
  }
  const samples = heads.map(({ first, index: firstIndex, codes }) => {
    const decoded = [first];
    let index = firstIndex;
    for (const code of codes) {
      const step = imaSteps[index] ?? 0;
      let difference = Math.floor(step / 8);
      difference += [0, Math.floor(step / 4)][code % 2] ?? 0;
      difference += [0, Math.floor(step / 2)][Math.floor(code / 2) % 2] ?? 0;
      difference += [0, step][Math.floor(code / 4) % 2] ?? 0;
      decoded.push(clamped((decoded.at(-1) ?? 0) + (code > 7 ? -difference : difference)));
      index = Math.max(0, Math.min(88, index + ([-1, -1, -1, -1, 2, 4, 6, 8][code % 8] ?? 0)));
    }
    return decoded;
  });
  return { bytes, samples };
}
