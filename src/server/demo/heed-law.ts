import { addDays, yearOf, type CivilDate } from '#domain/kernel/civil-date.ts'
import { addWorkingDays } from '#domain/kernel/working-days.ts'
import type { DemoEntity, DemoFact, DemoFacts, DemoScheme } from './demo-scheme.ts'
import { demoId } from './entity-book.ts'

const DATA_TERMS = ['data-purpose', 'data-term', 'data-method', 'data-kinds', 'data-safeguards', 'data-duties']

const list = (value: DemoFact | undefined): readonly DemoFact[] => (Array.isArray(value) ? value : [])
const dayIn = (facts: DemoFacts, name: string): CivilDate | undefined =>
  typeof facts[name] === 'string' ? (facts[name] as CivilDate) : undefined

/** What the law asks of a subject and its record does not say yet: given by the facts and the day of the demonstration. */
const ASKED: Readonly<Record<string, (facts: DemoFacts, day: CivilDate) => DemoFacts>> = {
  client: () => ({ processingBasisCode: 'statutory-duty' }),
  issue: ({ kindCode = 'coordination' }) => ({ kindCode }),
  referral: (facts) => ({
    entries: [...list(facts['entries']), { typeCode: 'provide-consent', on: dayIn(facts, 'sentOn') ?? null }],
  }),
  tender: () => ({ clarifiedOn: null }),
  worker: (facts, day) => {
    const checks = list(facts['checks']) as readonly DemoFacts[]
    if (checks.some(({ kindCode }) => kindCode === 'record-check')) return {}
    return { checks: [...checks, { kindCode: 'record-check', on: `${yearOf(day)}-01-10`, resultCode: 'clean' }] }
  },
  contract: (facts, day) => {
    const signedOn = dayIn(facts, 'signedOn')
    const endsOn = dayIn(facts, 'endsOn')
    if (signedOn === undefined) return {}
    const attested = ['certificate', 'clients', 'published'].map((itemId) => ({
      ruleId: 'acceptance',
      itemId,
      byPersonId: 'bureau',
      on: endsOn ?? null,
      evidenceIds: [],
      validUntilOn: null,
    }))
    return {
      awardNoticeOn: addDays(signedOn, -12),
      supplementShareBp: 0,
      partCodes: [...list(facts['partCodes']), ...DATA_TERMS],
      filings: [...list(facts['filings']), { documentCode: 'agreement', toCode: 'finance', sentOn: addWorkingDays(signedOn, 5) }],
      ...(endsOn !== undefined && endsOn <= day && { attested: [...list(facts['attested']), ...attested] }),
    }
  },
}

/** The notice that a contract was published, in time. */
function noticeOf(schemeId: string, { subject, id, name, facts, ...place }: DemoEntity): readonly DemoEntity[] {
  const signedOn = subject === 'contract' ? dayIn(facts, 'signedOn') : undefined
  if (signedOn === undefined) return []
  const title = `${name}公告`
  const publishedOn = addWorkingDays(signedOn, 1)
  const { divisionCode, agencyId } = place
  return [
    {
      subject: 'publication',
      id: demoId(schemeId, 'publication', `notice-${id}`),
      divisionCode,
      ...(agencyId !== undefined && { agencyId }),
      isOpen: place.isOpen,
      name: title,
      facts: { nameText: title, contractId: id, itemCode: 'contract-notice', channelCode: 'website', publishedOn },
    },
  ]
}

/** A demonstration in which the law was heeded: it holds wherever a plan does, and its asking would drown what the plan asks. */
export const heedLaw = (demo: DemoScheme): DemoScheme => ({
  ...demo,
  entities: demo.entities.flatMap((entity) => {
    const asked = ASKED[entity.subject]
    const heeding = asked ? { ...entity, facts: { ...entity.facts, ...asked(entity.facts, demo.demoDay) } } : entity
    return [heeding, ...noticeOf(demo.schemeId, entity)]
  }),
})
