import type { Example } from "../example.ts";
import { Notice } from "./notice.tsx";

export const examples: Example[] = [
  { name: "Done", draw: () => <Notice kind="good">Өзгерістер сақталды.</Notice> },
  {
    name: "To know first",
    draw: () => (
      <Notice kind="care" title="Ата-анаңыздың келісімі керек">
        <p>Он алтыға толғанша келісімсіз іс-шараға қатыса алмайсыз, бірақ оқуды қазір бастауға болады.</p>
      </Notice>
    ),
  },
  { name: "Information", draw: () => <Notice>Код 10 минут жарамды.</Notice> },
  {
    name: "Did not work",
    draw: () => <Notice kind="bad">Файл оқылмады: 14-жолда код екі рет кездеседі.</Notice>,
  },
];
