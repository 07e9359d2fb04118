import { renderAircraft } from './aircraft.ts';
import { renderBirds, renderOwl } from './birds.ts';
import { renderHiss } from './hiss.ts';
import { renderInsects } from './insects.ts';
import { renderBullfrog, renderChuckles, renderToad, renderTreeFrogs } from './other-frogs.ts';
import { renderRain } from './rain.ts';
import type { Sound } from './sound.ts';
import { renderSpeech } from './speech.ts';
import { renderWind } from './wind.ts';

/** Every background sound by name. A new sound is one file and one line here. */
export const backgroundSounds = {
  hiss: renderHiss,
  wind: renderWind,
  rain: renderRain,
  insects: renderInsects,
  birds: renderBirds,
  owl: renderOwl,
  aircraft: renderAircraft,
  speech: renderSpeech,
  'tree-frogs': renderTreeFrogs,
  toad: renderToad,
  bullfrog: renderBullfrog,
  'chuckles-far': (canvas) => renderChuckles(canvas, canvas.random.between(0, 0.4)),
  'chuckles-near': (canvas) => renderChuckles(canvas, canvas.random.between(0.4, 0.7)),
  'chuckles-alike': (canvas) => renderChuckles(canvas, canvas.random.between(0.7, 0.95)),
} as const satisfies Record<string, Sound>;

export type BackgroundName = keyof typeof backgroundSounds;
