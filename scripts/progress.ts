/** Shows how far something has come: on one line of a terminal, elsewhere a line every ten seconds. */
export function sayProgress(): { show: (text: string) => void; end: () => void } {
  const { stdout } = process;
  const pause = stdout.isTTY ? 200 : 10_000;
  let shown = performance.now();
  let open = false;
  return {
    show: (text) => {
      if (performance.now() - shown < pause) return;
      shown = performance.now();
      open = stdout.isTTY;
      stdout.write(stdout.isTTY ? `\r\u001b[K  ${text}` : `  ${text}\n`);
    },
    end: () => {
      if (open) stdout.write("\r\u001b[K");
      open = false;
    },
  };
}
