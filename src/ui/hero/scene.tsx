import { horns } from "../motif/motif.tsx";
import { rayFoot, steppe, yurt } from "./shapes.ts";

/** Stars of the night palette; by day the style sheet hides them. */
const stars = [
  [690, 70, 1.5],
  [780, 30, 2],
  [880, 120, 1.5],
  [1180, 40, 2],
  [1330, 100, 1.5],
  [1400, 30, 1.5],
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
    <Hills />
  </svg>
);

/** Sun, hills and felt houses, without the frame around them. */
export const Hills = () => (
  <>
    <g transform={`translate(${steppe.sun.x} ${steppe.sun.y})`}>
      <circle class="scene-sun" r={steppe.sun.r} />
      <g class="scene-rays">
        {steppe.rays.map((turn) => (
          <path d={horns} transform={`rotate(${turn}) translate(${rayFoot.join(" ")})`} />
        ))}
      </g>
    </g>
    <path class="scene-far" d={steppe.far} />
    <path class="scene-middle" d={steppe.middle} />
    {steppe.yurts.map(([x, y, size]) => (
      <g transform={`translate(${x} ${y})${size === 1 ? "" : ` scale(${size})`}`}>
        <path class="scene-felt" d={yurt.felt} />
        <path class="scene-thread" d={yurt.thread} />
        <path class="scene-door" d={yurt.door} />
      </g>
    ))}
    <path class="scene-near" d={steppe.near} />
    <g class="scene-grass">
      {steppe.grass.map(([x, y, size]) => (
        <path d={horns} transform={`translate(${x} ${y}) scale(${size})`} />
      ))}
    </g>
    <path class="scene-ground" d={steppe.ground} />
  </>
);
