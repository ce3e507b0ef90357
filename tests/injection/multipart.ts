import type { Answers } from "./forms.ts";

const boundary = "----canary";
type File = { name: string; content: string };
export type Part = [name: string, value: string | File];

/** A form with files as a browser sends it. */
export function multipart(parts: Part[]) {
  const payload = parts
    .map(([name, value]) => {
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"`;
      if (typeof value === "string") return `${head}\r\n\r\n${value}\r\n`;
      return `${head}; filename="${quoted(value.name)}"\r\ncontent-type: text/csv\r\n\r\n${value.content}\r\n`;
    })
    .join("");
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  return { payload: `${payload}--${boundary}--\r\n`, headers };
}

/** These answers with files of these fields, each called what was written for it, and each to be taken. */
export const withFiles = (answers: Answers, fields: Set<string>): Part[] =>
  answers.map(([name, value]) => [name, fields.has(name) ? { name: value, content: table } : value]);

const table =
  "code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude\n113600990,113600000,settlement,village,Жаңа,,,,\n";

/** As browsers write a file's name: marks and line ends spelt out. */
const quoted = (name: string): string =>
  name.replace(/["\r\n]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
