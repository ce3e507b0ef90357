/** The steppe at sunrise as paths on a field of 1440 × 400: on the home page, on posters, on paper. */
export const steppe = {
  sun: { x: 1050, y: 214, r: 76 },
  /** Rays of the sun: pairs of horns around its upper half, in degrees from upright. */
  rays: [-75, -50, -25, 0, 25, 50, 75],
  far: "M0 252c120-34 220-14 340-28s220-40 360-10 200 36 340 12 260-44 400-12v186H0Z",
  middle: "M0 292c200-40 380-28 560-8s340 36 540-4 240-30 340-14v134H0Z",
  near: "M0 336c240-32 420-12 640 2s440 24 800-34v96H0Z",
  ground: "M0 378c300-24 620-4 900 2s400-14 540-26v46H0Z",
  /** Where felt houses stand: place and size. */
  yurts: [
    [1286, 262, 1],
    [1218, 270, 0.62],
  ],
  /** Where the ornament grows like grass on the nearest hill: place and size. */
  grass: [
    [70, 322, 0.62],
    [122, 330, 0.42],
    [470, 341, 0.5],
    [1210, 330, 0.55],
    [1262, 322, 0.78],
    [1330, 322, 0.5],
  ],
} as const;

/** A felt house: dome and wall, band, door. Its foot stands at 0 0. */
export const yurt = {
  felt: "M-34 8V-12C-24-19-12-26-6-36H6c6 10 18 17 28 24V8Z",
  thread: "M-34-12H34M-34-6H34",
  door: "M-7 8V-10H7V8Z",
} as const;

/** Where a pair of horns becomes a ray of the sun. */
export const rayFoot = [-24, -142] as const;
