import { horns } from "../motif/motif.tsx";

/** Rays of the sun: pairs of horns around its upper half, in degrees from upright. */
const rays = [-75, -50, -25, 0, 25, 50, 75];

/** Stars of the night palette; by day the style sheet hides them. */
const stars = [
  [690, 70, 1.5],
  [780, 30, 2],
  [880, 120, 1.5],
  [1180, 40, 2],
  [1330, 100, 1.5],
  [1400, 30, 1.5],
] as const;

/** Where the ornament grows like grass on the nearest hill: place and size. */
const grass = [
  [70, 322, 0.62],
  [122, 330, 0.42],
  [470, 341, 0.5],
  [1210, 330, 0.55],
  [1262, 322, 0.78],
  [1330, 322, 0.5],
] as const;

/** Steppe at sunrise, or by night in the dark palette: decoration, drawn wide and cut to the window around the sun. */
export const Scene = () => (
  <svg
    class="scene"
    viewBox="0 0 1440 400"
    preserveAspectRatio="xMaxYMax slice"
    aria-hidden="true"
    focusable="false"
  >
    <g class="scene-stars">
      {stars.map(([x, y, r]) => (
        <circle cx={x} cy={y} r={r} />
      ))}
    </g>
    <g transform="translate(1050 214)">
      <circle class="scene-sun" r="76" />
      <g class="scene-rays">
        {rays.map((turn) => (
          <path d={horns} transform={`rotate(${turn}) translate(-24 -142)`} />
        ))}
      </g>
    </g>
    <path
      class="scene-far"
      d="M0 252c120-34 220-14 340-28s220-40 360-10 200 36 340 12 260-44 400-12v186H0Z"
    />
    <path class="scene-middle" d="M0 292c200-40 380-28 560-8s340 36 540-4 240-30 340-14v134H0Z" />
    <g transform="translate(1286 262)">
      <Yurt />
    </g>
    <g transform="translate(1218 270) scale(.62)">
      <Yurt />
    </g>
    <path class="scene-near" d="M0 336c240-32 420-12 640 2s440 24 800-34v96H0Z" />
    <g class="scene-grass">
      {grass.map(([x, y, size]) => (
        <path d={horns} transform={`translate(${x} ${y}) scale(${size})`} />
      ))}
    </g>
    <path class="scene-ground" d="M0 378c300-24 620-4 900 2s400-14 540-26v46H0Z" />
  </svg>
);

/** A felt house: dome, wall, band and door. Its foot stands at 0 0. */
const Yurt = () => (
  <>
    <path class="scene-felt" d="M-34 8V-12C-24-19-12-26-6-36H6c6 10 18 17 28 24V8Z" />
    <path class="scene-thread" d="M-34-12H34M-34-6H34" />
    <path class="scene-door" d="M-7 8V-10H7V8Z" />
  </>
);
