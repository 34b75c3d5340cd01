import { z } from 'zod'
import { hasUnseen } from '#domain/kernel/unseen.ts'

/** What somebody or something is called: one line, nothing in it that is not seen. */
export const nameText = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !hasUnseen(text), '含有看不见的字符，请删掉')
