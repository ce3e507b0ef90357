import sharp from "sharp";

/** Larger ones are refused before they are unpacked: a small file can unfold to any size (TRUST S10). */
export const mostPixels = 50_000_000;
/** The longer side of what is kept: an A4 page at some 190 dots an inch, so that handwriting can be read. */
const longestSide = 2_200;

export type Picture = { kind: "picture"; bytes: Buffer };
export type PictureRefused = { kind: "refused"; reason: "unreadable" | "too_many_pixels" };

/** What a JPEG or PNG begins with: nothing else is handed to the library that unpacks pictures. */
const beginnings = ["ffd8ff", "89504e470d0a1a0a"].map((hex) => Buffer.from(hex, "hex"));

export const isPicture = (bytes: Buffer): boolean =>
  beginnings.some((each) => bytes.subarray(0, each.length).equals(each));

/**
 * A picture as it is kept: turned upright, no larger than needed and written anew as JPEG, so that nothing of what a
 * camera adds (place, time, device) and nothing hidden in the file is left.
 */
export const cleanPicture = (bytes: Buffer): Promise<Picture | PictureRefused> =>
  oneAtATime(async () => {
    if (!isPicture(bytes)) return { kind: "refused", reason: "unreadable" };
    try {
      const source = sharp(bytes, { limitInputPixels: false });
      const { width, height } = await source.metadata();
      if (width * height > mostPixels) return { kind: "refused", reason: "too_many_pixels" };
      const clean = await source
        .autoOrient()
        .resize(longestSide, longestSide, { fit: "inside", withoutEnlargement: true })
        .flatten({ background: "#ffffff" })
        .jpeg({ quality: 78, mozjpeg: true })
        .toBuffer();
      return { kind: "picture", bytes: clean };
    } catch {
      return { kind: "refused", reason: "unreadable" };
    }
  });

/** A picture of a drawing of our own, in SVG. */
export const pictureOf = (drawing: string): Promise<Buffer> => sharp(Buffer.from(drawing)).png().toBuffer();

let before: Promise<unknown> = Promise.resolve();

/** Unpacked pictures fill the memory of a small server: each waits for the one before it. */
function oneAtATime<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  const answer = before.then(run);
  before = answer.catch(() => {});
  return answer;
}
