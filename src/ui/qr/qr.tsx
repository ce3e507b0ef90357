import { drawQr } from "./modules.ts";

type Props = {
  /** What a phone reads: an address, and nothing that must stay secret. */
  text: string;
  /** What a screen reader says instead. */
  label: string;
  class?: string;
};

/** A QR code, dark on white in every palette: cameras need it so. */
export const QrCode = ({ text, label, class: more }: Props) => {
  const { size, path } = drawQr(text);
  return (
    <svg
      class={["qr", more].filter(Boolean).join(" ")}
      viewBox={`0 0 ${size} ${size}`}
      width={size}
      height={size}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={`M0 0h${size}v${size}H0z`} class="qr-ground" />
      <path d={path} class="qr-dark" />
    </svg>
  );
};
