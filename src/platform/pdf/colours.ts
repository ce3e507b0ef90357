/** The palette of daylight as paper is printed with it; `pdf.test.ts` holds it equal to `ui/theme.css`. */
export const colours = {
  paper: "#ffffff",
  ink: "#2a2622",
  soft: "#6b625a",
  line: "#e3dbd0",
  sky: "#006c86",
  wash: "#e6f3f6",
  sun: "#ffc52e",
  horizon: "#d2e8ed",
  meadow: "#d8dcc0",
  straw: "#eadfbd",
  ornament: "#cbb892",
} as const;
