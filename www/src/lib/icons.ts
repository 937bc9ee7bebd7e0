/** Our own line icons on a 24 × 24 grid, drawn with strokes of two. */
export const ICONS = {
  menu: "M4 6h16M4 12h16M4 18h16",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  alert: "M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.2v.1",
  clock: "M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5V12l3 2",
  eye: "M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12zM12 9.4a2.6 2.6 0 1 0 .01 0",
  note: "M6 3.5h8.5L19 8v12.5H6zM9 11.5h7M9 15.5h7",
  lock: "M6 11h12v9.5H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
  linkOff: "M3 3l18 18M5.5 9.2A11 11 0 0 1 9 7.4M12.8 6.8a11 11 0 0 1 5.7 2.4M8.6 13a6 6 0 0 1 2.2-1.2M12 17.5v.1",
  cameraOff: "M3 3l18 18M8 7h7.5v6M15.5 11l5-3v8M13.5 17H4V7.5",
  gateClosed: "M3.5 20.5V7.5h4v13M7.5 11.5h13v3h-13M11.5 11.5l-2 3M16 11.5l-2 3M2.5 20.5h6",
  gateOpen: "M3.5 20.5V11.5h4v9M6.5 11.5L14.6 2.6l2.3 2.1-8.2 9M2.5 20.5h6M12.5 20.5h8",
  gateUnknown: "M3.5 20.5V7.5h4v13M2.5 20.5h6M12.6 10.2a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.3 1-1.3 2M15.5 17.8v.1",
  entry: "M13 4h6.5v16H13M3.5 12h11M10.5 8l4 4-4 4",
  exit: "M11 4H4.5v16H11M9 12h11.5M16.5 8l4 4-4 4",
  swap: "M4 8.5h15M15.5 5l3.5 3.5M20 15.5H5M8.5 19L5 15.5",
  parking: "M9 20V4.5h4.5a4.5 4.5 0 0 1 0 9H9",
  car: "M4 16.5v-4l2-5.5h12l2 5.5v4zM4 12.5h16M6.5 16.5v2.5M17.5 16.5v2.5",
  person: "M12 4a3.8 3.8 0 1 0 .01 0M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
  down: "M6 9.5l6 6 6-6",
  wait: "M12 3.5a8.5 8.5 0 0 1 8.5 8.5",
} as const;

export type IconName = keyof typeof ICONS;
