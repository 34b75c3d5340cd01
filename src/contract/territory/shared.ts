import { z } from 'zod'

/** Code of a division. */
export const Code = z.string().regex(/^\d{1,12}$/)
export const Day = z.iso.date()
/** Name of a division or a zone. */
export const Name = z.string().trim().min(1).max(40)
