const NUMERAL = /^[一二三四五六七八九十]+(?=[(（\d]|$)/
const BOOK = /^(.+?)第[一二三四五六七八九十百千零]+条/

/** The part of the document that a reference lies in: `八(三)2` → `八`, a law's article → the law. */
export const chapterOf = (ref: string): string => NUMERAL.exec(ref)?.[0] ?? BOOK.exec(ref)?.[1] ?? ref.split(/[/\d]/)[0] ?? ref

/** What is read as the heading of a chapter. */
export const chapterTitle = (chapter: string): string => (NUMERAL.test(chapter) ? `第${chapter}部分` : chapter)

/** A reference as it is shown: a bare `一` would pass for a dash. */
export const refInWords = (ref: string): string => (/^[一二三四五六七八九十]+$/.test(ref) ? `第${ref}部分` : ref)

export interface Chapter<C> {
  readonly name: string
  readonly clauses: readonly C[]
}

/** Neighbouring clauses of the same chapter together, in the order of the document. */
export function groupByChapter<C extends { readonly ref: string }>(clauses: readonly C[]): readonly Chapter<C>[] {
  const chapters: { name: string; clauses: C[] }[] = []
  for (const clause of clauses) {
    const name = chapterOf(clause.ref)
    const last = chapters.at(-1)
    if (last?.name === name) last.clauses.push(clause)
    else chapters.push({ name, clauses: [clause] })
  }
  return chapters
}
