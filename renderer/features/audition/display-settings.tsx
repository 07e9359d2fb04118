import { SegmentedControl, Select, SimpleGrid, Stack, Switch } from '@mantine/core';
import { colourMaps } from '../../audio/colour-maps.ts';
import { useSettings } from '../../state/settings.ts';

const fftSizes = [128, 256, 512, 1024, 2048, 4096];
const ranges = [20, 30, 40, 50, 60, 80, 100];

/** How the spectrogram is drawn, and what happens after a decision. */
export function DisplaySettings() {
  const settings = useSettings();
  const { change } = settings;
  return (
    <Stack gap={10}>
      <SimpleGrid cols={3} spacing={8}>
        <Select
          label="FFT size"
          value={String(settings.fftSize ?? 'auto')}
          allowDeselect={false}
          data={[{ value: 'auto', label: 'Automatic' }, ...fftSizes.map((size) => String(size))]}
          onChange={(value) => {
            change({ fftSize: value === null || value === 'auto' ? null : Number(value) });
          }}
        />
        <Select
          label="Level range"
          value={String(settings.dynamicRangeDb ?? 'auto')}
          allowDeselect={false}
          data={[
            { value: 'auto', label: 'Automatic' },
            ...ranges.map((range) => ({ value: String(range), label: `${range} dB` })),
          ]}
          onChange={(value) => {
            change({ dynamicRangeDb: value === null || value === 'auto' ? null : Number(value) });
          }}
        />
        <Select
          label="Colours"
          value={settings.colourMap}
          allowDeselect={false}
          data={colourMaps.map(({ name, label }) => ({ value: name, label }))}
          onChange={(value) => {
            change({ colourMap: value ?? 'magma' });
          }}
        />
      </SimpleGrid>
      <SegmentedControl
        fullWidth
        aria-label="Frequency axis"
        value={settings.frequencyScale}
        data={[
          { value: 'linear', label: 'Linear Hz' },
          { value: 'logarithmic', label: 'Logarithmic Hz' },
        ]}
        onChange={(value) => {
          change({ frequencyScale: value === 'linear' ? 'linear' : 'logarithmic' });
        }}
      />
      <SettingSwitch name="zoomToBand" label="Show the frequencies of the label only" />
      <SettingSwitch name="autoAdvance" label="Go to the next recording after a decision" />
      <SettingSwitch name="playOnMove" label="Play the next recording by itself" />
    </Stack>
  );
}

interface SettingSwitchProps {
  readonly name: 'zoomToBand' | 'autoAdvance' | 'playOnMove';
  readonly label: string;
}

function SettingSwitch({ name, label }: SettingSwitchProps) {
  const checked = useSettings((state) => state[name]);
  const change = useSettings((state) => state.change);
  return (
    <Switch
      label={label}
      checked={checked}
      onChange={(event) => {
        change({ [name]: event.currentTarget.checked });
      }}
    />
  );
}
