import * as z from 'zod';
import { knownFacts } from './fact-text.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { infoEntries } from './riff-info.ts';
import { timeOfText } from './timestamps.ts';

const prefix = 'opso_metadata';
const documentSchema = z.object({
  recording_start_time: z.string().optional().catch(undefined),
  device_id: z.string().optional().catch(undefined),
  gain_setting: z.union([z.string(), z.number()]).optional().catch(undefined),
  battery_state: z.union([z.string(), z.number()]).optional().catch(undefined),
  temperature_C: z.number().optional().catch(undefined),
});

/** The JSON that OpenSoundscape puts in place of the recorder's comment when it writes a WAV file. */
export const opensoundscapeReader: MetadataReader = {
  id: 'opensoundscape',
  label: 'OpenSoundscape comment',
  kinds: ['LIST'],
  timeTrust: { withOffset: 3, without: 5 },
  read(source) {
    const comment = infoEntries(source.blocks('LIST')).get('ICMT') ?? '';
    if (!comment.startsWith(prefix)) {
      return null;
    }
    const document = documentSchema.safeParse(jsonOf(comment.slice(prefix.length))).data;
    if (document === undefined) {
      return null;
    }
    const battery = document.battery_state;
    return {
      recordedAt: timeOfText(document.recording_start_time ?? ''),
      facts: knownFacts({
        recorder: document.device_id?.replace(/^AudioMoth /i, ''),
        gain: document.gain_setting === undefined ? undefined : String(document.gain_setting),
        battery: typeof battery === 'number' ? `${battery} V` : battery,
        temperatureCelsius: document.temperature_C,
      }),
    };
  },
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
