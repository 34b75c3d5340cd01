import type { createOfficial as endpoint } from '#contract/workforce/index.ts'
import { covers } from '#domain/access/index.ts'
import { isIdNumber } from '#domain/kernel/id-number.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { doesKeep } from '#domain/record/index.ts'
import { decideWorker } from '#domain/workforce/index.ts'
import type { Keyring } from '#server/crypto/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { createRecord, openPlace } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findUnitAt } from '../repository.ts'
import { storeNumbers, writtenNumber } from './store-numbers.ts'

/** Facts of an official that the town may say of its own people; the rest is its supplier's. */
const OF_THE_TOWN: ReadonlySet<string> = new Set(['nameText', 'officeCode'])

/** Somebody of an office: a head, a supervisor. @refuses WORKER_NAMELESS @refuses POSTING_NOT_YOURS and what createRecord and storeNumbers refuse */
export const createOfficial =
  (opener: SchemeOpener, keyring: Keyring): UseCase<typeof endpoint> =>
  async (context, { id, divisionCode, idNumber, phone, facts }) => {
    const { tx, actor, note } = context
    if (!covers({ code: actor.scope.code }, { code: divisionCode })) return refuse('RECORD_ELSEWHERE')
    const isOffice = doesKeep(actor.role, 'bureau')
    if (!isOffice && !doesKeep(actor.role, 'town')) return refuse('POSTING_NOT_YOURS')
    const foreign = Object.keys(facts).filter((name) => !isOffice && !OF_THE_TOWN.has(name))
    if (foreign.length > 0) return refuse('FACT_OF_OTHERS', { detail: foreign.join('、') })
    const written = writtenNumber(idNumber)
    if (written !== undefined && !isIdNumber(written)) return refuse('SECRET_UNFIT', { detail: '身份证号' })
    const decided = decideWorker({ facts, idNumber: undefined })
    if (isRefusal(decided)) return decided
    const place = { ...(await openPlace(opener, context, divisionCode)), isByModule: true }
    const saved = await createRecord(context, place, {
      subject: 'person',
      id,
      divisionCode,
      facts: { ...decided, unitId: (await findUnitAt(tx, divisionCode)) ?? null },
    })
    if (isRefusal(saved)) return saved
    const numbers = await storeNumbers(keyring, context, id, { idNumber, phone })
    if (isRefusal(numbers)) return numbers
    note({ divisionCode, subject: 'person', subjectId: id, changes: [...saved.changes, ...numbers] })
    return { id, version: saved.record.version }
  }
