import type { Answers, PaperForm } from "./forms.ts";

const boundary = "----canary";

/** A form with its files as a browser sends it: what is written for a file field is its name and what stands in it. */
export function multipart(answers: Answers, { controls }: PaperForm) {
  const files = new Set(controls.filter((each) => each.kind === "file").map((each) => each.name));
  const parts = answers.map(([name, value]) =>
    files.has(name)
      ? `; filename="${quoted(value)}"\r\ncontent-type: text/csv\r\n\r\n${content}`
      : `\r\n\r\n${value}`,
  );
  const payload = parts
    .map((part, index) => `--${boundary}\r\ncontent-disposition: form-data; name="${answers[index]?.[0]}"${part}\r\n`)
    .join("");
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  return { payload: `${payload}--${boundary}--\r\n`, headers };
}

/** As browsers write a file's name: marks and line ends spelt out. */
const quoted = (name: string): string =>
  name.replace(/["\r\n]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

/** A file that can be taken, so that its name is shown. */
const content =
  "code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude\n113600990,113600000,settlement,village,Жаңа,,,,\n";
