import { createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e3eff3',
  '#c7dfe7',
  '#a0cddb',
  '#79c9de',
  '#4ba3ba',
  '#2b849c',
  '#176a81',
  '#0f5d73',
  '#0a5267',
  '#084354',
];

/** Mantine in the look of docs/design.md; the values themselves stand in tokens.css. Nothing moves by itself. */
export const theme = createTheme({
  colors: { petrol },
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 4,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // locking the scroll would put a style element into the page
    Modal: { defaultProps: { transitionProps: { duration: 0 }, centered: true, lockScroll: false } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } }, allowDeselect: false } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, withArrow: false } },
  },
});
