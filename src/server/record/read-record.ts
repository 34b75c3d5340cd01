import type { readRecord as endpoint } from '#contract/record.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findReadable } from './find-readable.ts'
import { openPlace } from './place-catalogue.ts'
import { findDivisionName, listCandidates } from './repository.ts'
import { viewFields } from './view-fields.ts'

/** A record with everything that may be recorded of it and by whom. @refuses RECORD_NOT_FOUND */
export const readRecord =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { subject, id }) => {
    const { tx, actor } = context
    const record = await findReadable(context, subject, id)
    if (!record) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, record.divisionCode)
    const def = place.catalogue[subject]
    if (!def) return refuse('RECORD_NOT_FOUND')
    const targets = [...new Set(Object.values(def.links).map(({ to }) => to))]
    const { version, name, divisionCode, effectiveOn, recordedAt, facts } = record
    return {
      subject,
      subjectLabel: def.label,
      id,
      version,
      name,
      divisionCode,
      placeName: (await findDivisionName(tx, divisionCode)) ?? divisionCode,
      ...(effectiveOn !== '-infinity' && { effectiveOn }),
      recordedAt: recordedAt.toISOString(),
      facts: facts as Record<string, never>,
      ...viewFields(def, place, actor.role, await listCandidates(tx, divisionCode, targets)),
    }
  }
