import type { Example } from "../example.ts";
import { MapPicture } from "./map.tsx";
import { sampleOutline } from "./sample-outline.ts";

export const examples: Example[] = [
  {
    name: "A country with its hubs",
    draw: () => (
      <MapPicture
        id="hubs-map"
        title="Қазақстандағы хабтар"
        description="Алты хаб: Көкшетау, Астана, Семей, Алматы, Шымкент және Ақтау."
        outline={sampleOutline}
        points={[
          { name: "Көкшетау", at: [69.39, 53.28], href: "#kokshetau" },
          { name: "Астана", at: [71.43, 51.13], href: "#astana" },
          { name: "Семей", at: [80.25, 50.41], href: "#semey" },
          { name: "Алматы", at: [76.95, 43.25], href: "#almaty" },
          { name: "Шымкент", at: [69.6, 42.32], href: "#shymkent" },
          { name: "Ақтау", at: [51.17, 43.65], href: "#aqtau" },
        ]}
      />
    ),
  },
];
