import { ActionIcon, Button, Select, Slider, Tooltip } from '@mantine/core';
import { IconFilter, IconPlayerPauseFilled, IconPlayerPlayFilled, IconRepeat } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Clip } from '../../../electron/contract/clip.ts';
import { useServices } from '../../api/services.tsx';
import { automaticGainDb } from '../../audio/levels.ts';
import { useSettings } from '../../state/settings.ts';
import styles from './audition.module.css';
import { followTime, usePlaying } from './use-playback.ts';

const speeds = [0.05, 0.1, 0.2, 0.25, 0.5, 0.75, 1, 1.5, 2];

export function Transport({ clip }: { readonly clip: Clip | null }) {
  const { player } = useServices();
  const playing = usePlaying(player);
  return (
    <div className={styles['transport']} role="group" aria-label="Playback">
      <Tooltip label={playing ? 'Pause (Space)' : 'Play (Space)'}>
        <ActionIcon
          variant="filled"
          color="fen"
          size="lg"
          radius="xl"
          disabled={clip === null}
          aria-label={playing ? 'Pause' : 'Play'}
          onClick={() => {
            player.toggle();
          }}
        >
          {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </ActionIcon>
      </Tooltip>
      <Time />
      <LoopAndBand />
      <Speed />
      <Gain peak={clip?.header.peak ?? 0} />
    </div>
  );
}

function Time() {
  const { player } = useServices();
  const element = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      followTime(player, (seconds) => {
        if (element.current !== null) {
          element.current.textContent = `${seconds.toFixed(1)} / ${player.duration.toFixed(1)} s`;
        }
      }),
    [player],
  );
  return <span ref={element} className={styles['time']} />;
}

function LoopAndBand() {
  const loop = useSettings((state) => state.loop);
  const bandPass = useSettings((state) => state.bandPass);
  const change = useSettings((state) => state.change);
  return (
    <ActionIcon.Group>
      <Tooltip label="Loop (L)">
        <ActionIcon
          size="md"
          variant={loop ? 'light' : 'default'}
          color={loop ? 'fen' : 'gray'}
          aria-label="Loop"
          aria-pressed={loop}
          onClick={() => {
            change({ loop: !loop });
          }}
        >
          <IconRepeat size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Hear only the label’s frequency band">
        <ActionIcon
          size="md"
          variant={bandPass ? 'light' : 'default'}
          color={bandPass ? 'fen' : 'gray'}
          aria-label="Band-pass"
          aria-pressed={bandPass}
          onClick={() => {
            change({ bandPass: !bandPass });
          }}
        >
          <IconFilter size={15} />
        </ActionIcon>
      </Tooltip>
    </ActionIcon.Group>
  );
}

function Speed() {
  const speed = useSettings((state) => state.speed);
  const change = useSettings((state) => state.change);
  return (
    <Select
      aria-label="Speed"
      w={74}
      allowDeselect={false}
      checkIconPosition="right"
      value={String(speed)}
      data={speeds.map((value) => ({ value: String(value), label: `${value}×` }))}
      onChange={(value) => {
        change({ speed: Number(value ?? 1) });
      }}
    />
  );
}

function Gain({ peak }: { readonly peak: number }) {
  const chosen = useSettings((state) => state.gainDb);
  const change = useSettings((state) => state.change);
  const gain = chosen ?? automaticGainDb(peak);
  return (
    <div className={styles['gain']}>
      <Tooltip label={chosen === null ? 'Gain follows each clip’s peak' : 'Let the gain follow each clip’s peak'}>
        <Button
          variant={chosen === null ? 'light' : 'default'}
          px={8}
          aria-pressed={chosen === null}
          onClick={() => {
            change({ gainDb: chosen === null ? gain : null });
          }}
        >
          Auto gain
        </Button>
      </Tooltip>
      <Slider
        size="sm"
        label={null}
        thumbLabel="Gain in dB"
        min={-12}
        max={48}
        step={0.5}
        value={gain}
        onChange={(value) => {
          change({ gainDb: value });
        }}
      />
      <span className={styles['gainValue']}>{`${gain > 0 ? '+' : ''}${gain} dB`}</span>
    </div>
  );
}
