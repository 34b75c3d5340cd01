import { sheetOf, type LayeredRule, type Ruling } from '#domain/scheme/index.ts'
import { wordsFor } from '#server/scheme/index.ts'

/** The ruling sheet of a rule in the words of its layer. */
export const sheetFor = (layered: LayeredRule, ruling: Ruling, name: string): ReturnType<typeof sheetOf> =>
  sheetOf(ruling, wordsFor(layered), name)
