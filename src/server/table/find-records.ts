import type { findRecords as endpoint } from '#contract/search.ts'
import { can } from '#domain/access/index.ts'
import { catalogue } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findByName } from './search-repository.ts'

/** What the search box finds, in the order it is shown; people only for whoever may read about people. */
const SUBJECTS = ['unit', 'station', 'agency'] as const
const PEOPLE = ['worker'] as const

/** The records in reach whose name has the text in it, or is spelt so in pinyin or initials. */
export const findRecords: UseCase<typeof endpoint> = async ({ tx, actor }, { text, limit }) => {
  const subjects = [...SUBJECTS, ...(can(actor, 'read person') ? PEOPLE : [])]
  const found = await findByName(tx, subjects, text, limit)
  return {
    found: found.map((row) => ({
      subject: row.subject,
      subjectLabel: catalogue[row.subject]?.label ?? row.subject,
      id: row.id,
      name: row.name,
      divisionCode: row.division_code,
      placeName: row.place_name ?? row.division_code,
    })),
  }
}
