import { drawQr } from "./modules.ts";

type Props = {
  /** What a phone reads from it. */
  text: string;
  /** What it is, for those who do not see it. */
  title: string;
};

/** A square of dots that a phone's camera reads; always dark on white, for many cameras read nothing else. */
export const Qr = ({ text, title }: Props) => {
  const { size, path } = drawQr(text);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      width={size}
      height={size}
      role="img"
      aria-label={title}
      shape-rendering="crispEdges"
    >
      <rect class="qr-ground" width={size} height={size} />
      <path class="qr-dots" d={path} />
    </svg>
  );
};
