import type { Clip } from '../../electron/contract/clip.ts';
import { gainFactor, type Band } from './levels.ts';

/** How a clip is played; changes act at once, also while it plays. */
export interface PlaybackSettings {
  readonly gainDb: number;
  readonly speed: number;
  readonly loop: boolean;
  /** Band that is heard; null: everything. */
  readonly band: Band | null;
}

type MediaEvent =
  | 'play'
  | 'pause'
  | 'ended'
  | 'timeupdate'
  | 'seeking'
  | 'seeked'
  | 'loadedmetadata'
  | 'durationchange'
  | 'canplay'
  | 'volumechange'
  | 'ratechange'
  | 'error'
  | 'emptied';

interface AudioGraph {
  readonly context: AudioContext;
  readonly highPass: BiquadFilterNode;
  readonly lowPass: BiquadFilterNode;
  readonly gain: GainNode;
}

const LOWEST_HZ = 10;
/** Web Audio accepts no filter frequency above its own Nyquist frequency. */
const HIGHEST_SHARE_OF_NYQUIST = 0.999;

/**
 * Plays one clip at a time through Web Audio: source → high-pass → low-pass → gain → limiter → loudspeaker.
 * It has the part of HTMLMediaElement that wavesurfer.js touches, so that the waveform follows it without a media file.
 * No AudioContext exists before the first `play`, because browsers refuse one without a gesture.
 */
export class ClipPlayer extends EventTarget {
  paused = true;
  seeking = false;
  volume = 1;
  muted = false;
  playbackRate = 1;
  readonly src = '';
  readonly currentSrc = '';
  /** True once the person has started a sound: only then may another clip start by itself. */
  hasPlayed = false;
  private graph: AudioGraph | null = null;
  private source: AudioBufferSourceNode | null = null;
  private clip: Clip | null = null;
  private offset = 0;
  private startedAt = 0;
  private frame = 0;
  private settings: PlaybackSettings = { gainDb: 0, speed: 1, loop: false, band: null };

  get duration(): number {
    return this.clip === null ? 0 : this.clip.header.frames / this.clip.header.sampleRate;
  }

  get ended(): boolean {
    return this.paused && this.duration > 0 && this.offset >= this.duration;
  }

  /** Seconds into the clip. */
  get currentTime(): number {
    if (this.paused || this.graph === null) {
      return Math.min(this.offset, this.duration);
    }
    const elapsed = this.offset + (this.graph.context.currentTime - this.startedAt) * this.settings.speed;
    return this.settings.loop && this.duration > 0 ? elapsed % this.duration : Math.min(elapsed, this.duration);
  }

  set currentTime(seconds: number) {
    this.offset = Math.max(0, Math.min(seconds, this.duration));
    this.announce('seeking');
    if (!this.paused) {
      this.startSource();
    }
    this.announce('seeked');
    this.announce('timeupdate');
  }

  /** Replaces the clip; what plays stops. */
  load(clip: Clip | null): void {
    this.pause();
    this.clip = clip;
    this.offset = 0;
    this.announce('durationchange');
    this.announce('loadedmetadata');
    this.announce('canplay');
    this.announce('timeupdate');
  }

  /** Moves to a place in the clip, in seconds; what plays goes on from there. */
  seek(seconds: number): void {
    this.currentTime = seconds;
  }

  configure(settings: PlaybackSettings): void {
    const position = this.currentTime;
    const restart = !this.paused && (settings.speed !== this.settings.speed || settings.loop !== this.settings.loop);
    this.settings = settings;
    this.applySettings();
    if (restart) {
      this.offset = position;
      this.startSource();
    }
  }

  async play(): Promise<void> {
    if (this.clip === null || !this.paused) {
      return;
    }
    this.hasPlayed = true;
    this.graph ??= createGraph();
    this.applySettings();
    await this.graph.context.resume();
    if (this.offset >= this.duration - 0.001) {
      this.offset = 0;
    }
    this.paused = false;
    this.startSource();
    this.announce('play');
    this.follow();
  }

  pause(): void {
    if (this.paused) {
      return;
    }
    this.offset = this.currentTime;
    this.paused = true;
    this.stopSource();
    cancelAnimationFrame(this.frame);
    this.announce('pause');
    this.announce('timeupdate');
  }

  toggle(): void {
    if (this.paused) {
      void this.play();
    } else {
      this.pause();
    }
  }

  /** Parts of HTMLMediaElement that wavesurfer.js calls and that mean nothing here. */
  canPlayType(): string {
    return '';
  }
  removeAttribute(): void {
    this.pause();
  }
  remove(): void {
    this.pause();
  }

  private startSource(): void {
    this.stopSource();
    const { graph, clip } = this;
    if (graph === null || clip === null || clip.header.frames === 0) {
      return;
    }
    const buffer = graph.context.createBuffer(1, clip.header.frames, clip.header.sampleRate);
    buffer.copyToChannel(clip.samples, 0);
    const source = graph.context.createBufferSource();
    source.buffer = buffer;
    source.loop = this.settings.loop;
    source.playbackRate.value = this.settings.speed;
    source.connect(graph.highPass);
    source.addEventListener('ended', () => {
      if (this.source === source) {
        this.finish();
      }
    });
    source.start(0, this.offset);
    this.startedAt = graph.context.currentTime;
    this.source = source;
  }

  private stopSource(): void {
    const { source } = this;
    this.source = null;
    source?.stop();
    source?.disconnect();
  }

  private finish(): void {
    this.source = null;
    this.paused = true;
    this.offset = this.duration;
    cancelAnimationFrame(this.frame);
    this.announce('timeupdate');
    this.announce('pause');
    this.announce('ended');
  }

  private follow(): void {
    this.frame = requestAnimationFrame(() => {
      if (!this.paused) {
        this.announce('timeupdate');
        this.follow();
      }
    });
  }

  private applySettings(): void {
    const { graph, settings } = this;
    if (graph === null) {
      return;
    }
    const now = graph.context.currentTime;
    const highest = (graph.context.sampleRate / 2) * HIGHEST_SHARE_OF_NYQUIST;
    // The filters sit behind the source's speed, so the band moves with it: slowed down tenfold, 40 kHz is heard at 4 kHz.
    const heard = (hertz: number): number => Math.min(highest, Math.max(LOWEST_HZ, hertz * settings.speed));
    graph.gain.gain.setTargetAtTime(gainFactor(settings.gainDb), now, 0.01);
    graph.highPass.frequency.value = settings.band === null ? LOWEST_HZ : heard(settings.band.fromHz);
    graph.lowPass.frequency.value = settings.band === null ? highest : heard(settings.band.toHz);
  }

  private announce(event: MediaEvent): void {
    this.dispatchEvent(new Event(event));
  }
}

function createGraph(): AudioGraph {
  const context = new AudioContext();
  const highPass = new BiquadFilterNode(context, { type: 'highpass', Q: Math.SQRT1_2 });
  const lowPass = new BiquadFilterNode(context, { type: 'lowpass', Q: Math.SQRT1_2 });
  const gain = new GainNode(context);
  // A click in a clip that was raised by 40 dB would hurt: nothing leaves louder than full scale.
  const limiter = new DynamicsCompressorNode(context, {
    threshold: -2,
    knee: 0,
    ratio: 20,
    attack: 0.001,
    release: 0.05,
  });
  highPass.connect(lowPass).connect(gain).connect(limiter).connect(context.destination);
  return { context, highPass, lowPass, gain };
}
