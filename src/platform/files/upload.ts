import type { FastifyRequest } from "fastify";
import { Unreadable } from "../errors.ts";
import { typedText } from "../http/typed-text.ts";

/** A file as it was sent; `cut` where it is larger than any that is taken, and its bytes are not kept. */
export type SentFile = { name: string; bytes: Buffer; cut: boolean };

export type Upload = { fields: Record<string, string>; file: SentFile | undefined };

/** A form with at most one file; reading stops where the file is larger than `most` bytes. */
export async function readUpload(request: FastifyRequest, most: number): Promise<Upload> {
  const upload: Upload = { fields: {}, file: undefined };
  if (!request.isMultipart()) return { ...upload, fields: textsOf(request.body) };
  try {
    for await (const part of request.parts({ limits: { fileSize: most, files: 1 } })) {
      if (part.type !== "file") upload.fields[part.fieldname] = typedText(String(part.value));
      else {
        // A part may call itself a file and have no name at all; a field left empty is sent as one.
        const name = typedText((part.filename as string | undefined) ?? "");
        const file: SentFile = { name, bytes: Buffer.alloc(0), cut: false };
        if (name !== "") upload.file = file;
        file.bytes = await part.toBuffer();
      }
    }
  } catch (error) {
    const { code } = error as { code?: string };
    // What takes a form apart tells a broken one by an error of no kind at all.
    if (code === undefined) throw new Unreadable();
    if (code !== "FST_REQ_FILE_TOO_LARGE" || !upload.file) throw error;
    upload.file.cut = true;
  }
  return upload;
}

const textsOf = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body ?? {}).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
