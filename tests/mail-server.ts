import { type AddressInfo, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A mail server for the length of one test: takes what it is sent, or refuses recipients. */
export async function mailServer(
  options: { refuse?: boolean } = {},
): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const server = createServer((socket: Socket) => {
    let data: string | undefined;
    socket.on("error", () => {});
    socket.write("220 mail.test\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString("utf8").split(/(?<=\r\n)/)) {
        if (data !== undefined) {
          data += line;
          if (!data.endsWith("\r\n.\r\n")) continue;
          received.push(data);
          data = undefined;
          socket.write("250 taken\r\n");
        } else if (/^DATA/i.test(line)) {
          data = "";
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
        else if (options.refuse && /^RCPT/i.test(line)) socket.write(`550 no such box ${line.slice(8)}`);
        else socket.write("250 fine\r\n");
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`, received };
}

export type Mail = { headers: [name: string, value: string][]; text: string; html: string };

/** A mail as its reader's program takes it apart. */
export function readMail(raw: string): Mail {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(valueOf(headers, "content-type"))?.[1];
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, "")));
  const partOf = (type: string) => {
    const part = parts.find((each) => valueOf(each.headers, "content-type").startsWith(type));
    return part ? decoded(part.body, valueOf(part.headers, "content-transfer-encoding")) : "";
  };
  return { headers, text: partOf("text/plain"), html: partOf("text/html") };
}

function split(raw: string): { headers: Mail["headers"]; body: string } {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers, body: raw.slice(end + 4) };
}

const valueOf = (headers: Mail["headers"], name: string): string =>
  headers.find(([each]) => each === name)?.[1] ?? "";

function decoded(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return body;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
