import { z } from 'zod'
import { nameText } from '../name-text.ts'

/** Code of a division. */
export const Code = z.string().regex(/^\d{1,12}$/)
export const Day = z.iso.date()
/** Name of a division or a zone. */
export const Name = nameText(1, 40)
