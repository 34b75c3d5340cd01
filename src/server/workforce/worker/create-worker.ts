import type { createWorker as endpoint } from '#contract/workforce/index.ts'
import { covers } from '#domain/access/index.ts'
import { isIdNumber } from '#domain/kernel/id-number.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { decideWorker } from '#domain/workforce/index.ts'
import type { Keyring } from '#server/crypto/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { createRecord, findRecord, openPlace } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findUnitAt } from '../repository.ts'
import { storeNumbers, writtenNumber } from './store-numbers.ts'

/**
 * A social worker's file with its numbers, all in one transaction. @refuses WORKER_NAMELESS @refuses BIRTHDAY_DIFFERS
 * @refuses EMPLOYER_UNFIT and what createRecord and storeNumbers refuse
 */
export const createWorker =
  (opener: SchemeOpener, keyring: Keyring): UseCase<typeof endpoint> =>
  async (context, { id, agencyId, idNumber, phone, facts }) => {
    const { tx, actor, note } = context
    const agency = await findRecord(tx, 'agency', agencyId)
    if (!agency || (actor.scope.agencyId !== undefined && actor.scope.agencyId !== agencyId)) return refuse('EMPLOYER_UNFIT')
    const written = writtenNumber(idNumber)
    if (written !== undefined && !isIdNumber(written)) return refuse('SECRET_UNFIT', { detail: '身份证号' })
    const decided = decideWorker({ facts, idNumber: written })
    if (isRefusal(decided)) return decided
    const divisionCode = covers({ code: actor.scope.code }, { code: agency.divisionCode })
      ? agency.divisionCode
      : actor.scope.code
    const place = await openPlace(opener, context, divisionCode)
    const saved = await createRecord(context, place, {
      subject: 'worker',
      id,
      divisionCode,
      agencyId,
      facts: { ...decided, agencyId, unitId: (await findUnitAt(tx, divisionCode)) ?? null },
    })
    if (isRefusal(saved)) return saved
    const numbers = await storeNumbers(keyring, context, id, { idNumber, phone })
    if (isRefusal(numbers)) return numbers
    note({ divisionCode, subject: 'worker', subjectId: id, changes: [...saved.changes, ...numbers] })
    return { id, version: saved.record.version }
  }
