import type { Example } from "../example.ts";
import { FileField } from "./file.tsx";

export const examples: Example[] = [
  {
    name: "With a hint",
    draw: () => (
      <FileField
        name="example-scan"
        label="Нысанның суреті"
        hint="JPEG, PNG не PDF"
        accept="image/*"
        required
      />
    ),
  },
  {
    name: "Refused",
    draw: () => (
      <FileField name="example-large" label="Файл" error="Файл 10 МБ-тан аспасын" accept=".csv" required />
    ),
  },
];
