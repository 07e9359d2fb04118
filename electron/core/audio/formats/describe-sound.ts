/** The facts of a header in words, for a file that is refused: `44.1 kHz, 2 channels, 12.1 s`. */
export function describeSound(sampleRate: number, channels: number, seconds: number | null = null): string {
  const sound = `${sampleRate / 1000} kHz, ${channels === 1 ? '1 channel' : `${channels} channels`}`;
  return seconds === null || !Number.isFinite(seconds) ? sound : `${sound}, about ${seconds.toFixed(1)} s`;
}
