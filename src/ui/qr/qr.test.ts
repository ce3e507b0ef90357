import { expect, test } from "vitest";
import { readQr } from "../../../tests/papers.ts";
import { drawQr } from "./modules.ts";

test.each([
  "https://hub.example.kz/hubs/kokshetau/join",
  "http://127.0.0.1:3000/sign-in/card",
  `https://${"a".repeat(60)}.example.kz/hubs/${"b".repeat(40)}/join`,
])("a phone reads %s from its code", (address) => {
  expect(readQr(drawQr(address))).toBe(address);
});

test("around the code there are four light modules on each side, which phones need to find it", () => {
  const { size, path } = drawQr("https://hub.example.kz");
  const bars = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => [
    Number(x),
    Number(x) + Number(length),
    Number(y),
  ]);
  expect(Math.min(...bars.flatMap(([from, , y]) => [from!, y!]))).toBe(4);
  expect(Math.max(...bars.flatMap(([, to, y]) => [to!, y! + 1]))).toBe(size - 4);
});
