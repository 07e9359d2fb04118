export interface GuessedWindow {
  readonly sampleRate: number;
  readonly windowSamples: number;
  readonly isSure: boolean;
  /** The other rates at which this many samples would be a round time. */
  readonly alternatives: readonly number[];
}

/** Window lengths of well-known models: BirdNET, Perch, YAMNet, BirdNET+ V3.0, then usual exports. */
const known: Readonly<Record<number, number>> = {
  144000: 48_000,
  160000: 32_000,
  15600: 16_000,
  15360: 16_000,
  96000: 32_000,
  240000: 48_000,
  66150: 22_050,
  110250: 22_050,
  220500: 44_100,
  132300: 44_100,
  72000: 24_000,
  120000: 24_000,
  80000: 16_000,
};

const rates = [48_000, 32_000, 44_100, 22_050, 16_000, 24_000, 12_000, 8_000, 96_000, 192_000, 250_000, 256_000];
const seconds = [3, 5, 1, 2, 10, 4, 0.5];
const defaultRate = 48_000;
const defaultSeconds = 3;

/** Every rate at which so many samples are a usual length, the most usual first. */
export function plausibleRates(windowSamples: number): number[] {
  const first = known[windowSamples];
  const others = seconds.flatMap((length) => rates.filter((rate) => rate * length === windowSamples));
  return [...new Set(first === undefined ? others : [first, ...others])];
}

/** The sample rate that a fixed number of samples speaks for; -1 (any length) gives `fallback`, or 3 s at 48 kHz. */
export function guessWindow(samples: number, fallbackRate = defaultRate): GuessedWindow {
  if (samples <= 0) {
    return {
      sampleRate: fallbackRate,
      windowSamples: Math.round(fallbackRate * defaultSeconds),
      isSure: false,
      alternatives: [],
    };
  }
  const [sampleRate = defaultRate, ...alternatives] = plausibleRates(samples);
  return { sampleRate, windowSamples: samples, isSure: known[samples] !== undefined, alternatives };
}

/** What to ask where the file does not say the rate. */
export function rateQuestion({ sampleRate, windowSamples, alternatives }: GuessedWindow): string {
  const length = (windowSamples / sampleRate).toFixed(2).replace(/\.?0+$/u, '');
  const others =
    alternatives.length === 0 ? '' : ` (or ${alternatives.map((rate) => `${rate / 1000} kHz`).join(', ')})`;
  return `Was it trained on ${length} s at ${sampleRate / 1000} kHz${others}? The file does not say.`;
}
