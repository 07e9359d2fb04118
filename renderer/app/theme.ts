import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Water under reeds: the one accent. */
const fen: MantineColorsTuple = [
  '#e6f6f4',
  '#cfeae6',
  '#a3d7d0',
  '#73c3b9',
  '#4db2a6',
  '#2f9f93',
  '#138277',
  '#0c6d64',
  '#085950',
  '#03453e',
];
const dark: MantineColorsTuple = [
  '#dde6e3',
  '#bccac5',
  '#93a59f',
  '#677771',
  '#2c3835',
  '#222c29',
  '#1a2220',
  '#131a18',
  '#0e1413',
  '#090d0c',
];
const gray: MantineColorsTuple = [
  '#f6f8f7',
  '#eef2f0',
  '#e4eae7',
  '#d8e0dc',
  '#c5cfcb',
  '#9fada7',
  '#5a6964',
  '#43504b',
  '#2d3834',
  '#19221f',
];

const compact = { defaultProps: { size: 'xs' } };

export const theme = createTheme({
  primaryColor: 'fen',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  colors: { fen, dark, gray },
  black: '#19221f',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { ...compact, styles: { label: { fontWeight: 500 } } },
    TextInput: compact,
    NumberInput: compact,
    Select: compact,
    MultiSelect: compact,
    TagsInput: compact,
    Textarea: compact,
    SegmentedControl: compact,
    Switch: compact,
    Checkbox: compact,
    Radio: compact,
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, multiline: true } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { duration: 120 },
        lockScroll: false,
      },
    },
    Popover: { defaultProps: { shadow: 'md', withinPortal: true } },
  },
});
