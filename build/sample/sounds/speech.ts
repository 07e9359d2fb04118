import { designResonator, resonate } from './filters.ts';
import { addAt, bump, canvasSeconds, sampleAt, type Canvas } from './sound.ts';

interface Syllable {
  readonly at: number;
  readonly seconds: number;
  readonly pitch: number;
}

function addSyllable(canvas: Canvas, syllable: Syllable): void {
  const { random, rate } = canvas;
  const pulses = new Float32Array(Math.round(syllable.seconds * rate));
  const glide = random.between(-0.25, 0.2);
  let phase = 0;
  for (let index = 0; index < pulses.length; index += 1) {
    const position = index / pulses.length;
    phase += (syllable.pitch * (1 + glide * (position - 0.5))) / rate;
    if (phase >= 1) {
      phase -= 1;
      pulses[index] = bump(position, 0.8);
    }
  }
  const formants = [random.between(300, 800), random.between(900, 2200), random.between(2300, 3000)];
  formants.forEach((formant, order) => {
    const voiced = pulses.slice();
    resonate(voiced, designResonator(rate, formant, formant / random.between(70, 130)));
    for (let index = 0; index < voiced.length; index += 1) {
      addAt(canvas.samples, Math.round(syllable.at * rate) + index, sampleAt(voiced, index) / (order + 1));
    }
  });
}

/** Somebody talking far off: voiced syllables of 90 to 230 Hz through moving formants. A hard negative. */
export function renderSpeech(canvas: Canvas): void {
  const { random } = canvas;
  const end = canvasSeconds(canvas) - 0.3;
  const pitch = random.between(90, 230);
  let at = random.between(0, 0.8);
  while (at < end) {
    const seconds = random.between(0.09, 0.28);
    addSyllable(canvas, { at, seconds, pitch: pitch * random.between(0.85, 1.2) });
    at += seconds * random.between(1, 1.5) + (random.chance(0.2) ? random.between(0.2, 0.9) : 0);
  }
}
