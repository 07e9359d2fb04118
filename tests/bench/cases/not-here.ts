import type { BenchCase } from '../bench-case.ts';
import { notMeasured } from '../measurement.ts';

/** What DESIGN §7 asks for and this report does not measure, with the reason. */
export const notHereCase: BenchCase = {
  id: 'not-here',
  label: 'Not measured by this report',
  reach: 'DESIGN §7: contact sheet, spectrogram on screen, kill -9',
  run: async () => [
    notMeasured('sheet', 'Contact sheet of 48 tiles, cold and warm', 'the contact sheet is not built yet'),
    notMeasured(
      'spectrogram-on-screen',
      'Key press to the next spectrogram on screen',
      'only the engine’s part of it is measured (case “finding”); the drawing belongs to the browser tests',
    ),
    notMeasured(
      'kill-9',
      'Nothing lost at kill -9',
      'it is no speed: tests/integration/kill-and-resume.test.ts shows it',
    ),
  ],
};
