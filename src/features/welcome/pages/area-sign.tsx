/** One line drawing an area, on 24 × 24: hands, a shield, a heart, a leaf, steps, the sun over a globe. */
const signs: Record<string, string> = {
  rights:
    "M12 4v16m-4.5 0h9M5 7.5 12 6l7 1.5M5 7.5 2.6 13a2.6 2.6 0 0 0 4.8 0L5 7.5Zm14 0L16.6 13a2.6 2.6 0 0 0 4.8 0L19 7.5Z",
  protection:
    "M12 3.2c2.4 1.7 4.9 2.5 7.6 2.6 0 6.8-2.2 12-7.6 15-5.4-3-7.6-8.2-7.6-15 2.7-.1 5.2-.9 7.6-2.6Zm-3.4 8.6 2.5 2.5 4.4-4.8",
  health:
    "M12 20.2C6.6 16.4 3.4 13 3.4 9.2a4.5 4.5 0 0 1 8.6-1.9 4.5 4.5 0 0 1 8.6 1.9c0 3.8-3.2 7.2-8.6 11Zm-7-8.4h3.4l1.6-2.6 2.6 4.4 1.4-1.8h4.8",
  eco: "M5 19.5C4.2 11.2 9.4 5 19.8 4.2c.9 9-4 15.6-12.2 14.4M4.2 20.4c2-4.6 5.2-8 9.6-10.2",
  skills: "M12 3.4l2.5 5.3 5.8.7-4.3 4 1.2 5.8-5.2-2.9-5.2 2.9 1.2-5.8-4.3-4 5.8-.7L12 3.4Z",
  mission:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm-8.5 8.5h17M12 3.5c2.6 2.4 3.9 5.2 3.9 8.5s-1.3 6.1-3.9 8.5c-2.6-2.4-3.9-5.2-3.9-8.5s1.3-6.1 3.9-8.5Z",
};

/** The picture of an area, beside its name. */
export const AreaSign = ({ area }: { area: string }) => (
  <span class="card-icon">
    <svg
      class="size-6"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={signs[area] ?? signs["mission"]} />
    </svg>
  </span>
);
