import * as z from "zod";

/**
 * The path of a file. What the file holds (PEM, a JWT) is refused: it is a secret, put here by mistake, and messages repeat
 * paths.
 */
export function filePath(file: string) {
  const sentence = `must be the path of ${file}`;
  return z
    .string()
    .max(512, sentence)
    .regex(/^[^\p{Cc}]+$/u, sentence)
    .refine((value) => !value.includes("-----BEGIN") && !value.startsWith("eyJ"), sentence);
}
